import type { OneLoginCloudTrailLakeArgs } from "./args";
import { exclusions } from "./exclusions";
import { faultsOf, isLater } from "./faults";
import type { Fault } from "./faults";
import { inputRules } from "./inputRules";
import { relationFaults } from "./relations";
import { isRule } from "./rules";
import type { Rules } from "./rules";

function faultsIn(values: object, path: string, rules: Rules): Fault[] {
    return Object.entries(values).flatMap(([key, value]) => {
        if (value === undefined) return [];
        const input = path === "" ? key : `${path}.${key}`;
        const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
        if (rule === undefined) {
            const known = Object.keys(rules).join(", ");
            return [{ input, text: `there is no such input; ${path || "the component"} takes ${known}` }];
        }
        if (isRule(rule)) return faultsOf(value, input, rule);
        if (typeof value !== "object" || value === null || Array.isArray(value) || isLater(value)) {
            const known = Object.keys(rule).join(", ");
            return [{ input, text: `must be a plain object with any of ${known} (these may be Outputs)` }];
        }
        return faultsIn(value as object, input, rule);
    });
}

/** The component's name goes into names that AWS limits; the function's, 64 characters, is the tightest. */
function nameFaults(name: string): Fault[] {
    const most = 64 - "-function-".length - 7;
    if (new RegExp(`^[-\\w]{1,${most}}$`).test(name)) return [];
    const text = `${JSON.stringify(name)} must be 1-${most} letters, digits, \`_\` and \`-\`, for the names of AWS resources begin with it`;
    return [{ input: "name", text }];
}

/** Every fault of the values that are here. What contradicts another is judged only where both are sound by themselves. */
export function validate(name: string, args: OneLoginCloudTrailLakeArgs): Fault[] {
    const faults = [...nameFaults(name), ...faultsIn(args, "", inputRules)];
    const isSound = (input: string) =>
        !faults.some((fault) => input === fault.input || input.startsWith(`${fault.input}.`));
    return [...faults, ...exclusions(args, isSound), ...relationFaults(args, isSound)];
}
