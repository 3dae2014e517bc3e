import * as pulumi from "@pulumi/pulumi";
import type { OneLoginCloudTrailLakeArgs } from "./args";
import { conflicts } from "./conflicts";
import { inputRules } from "./inputRules";
import { isRule } from "./rules";
import type { Rule, Rules } from "./rules";

/** A value that is not here yet. */
export function isLater(value: unknown): value is Promise<unknown> {
    return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/** What is wrong with `value`, a line per fault. Values that are not here yet are passed over. */
export function faultsOf(value: unknown, path: string, rule: Rule): string[] {
    if (isLater(value)) {
        return rule.plain
            ? [`${path}: must be a plain value, for it decides what is made; give ${rule.wanted}`]
            : [];
    }
    if (!rule.accepts(value)) return [`${path}: ${shown(value, rule)} must be ${rule.wanted}`];
    if (rule.each === undefined) return [];
    const { each } = rule;
    return Object.entries(value as object).flatMap(([key, entry]) =>
        faultsOf(entry, Array.isArray(value) ? `${path}[${key}]` : `${path}[${JSON.stringify(key)}]`, each),
    );
}

function shown(value: unknown, rule: Rule): string {
    if (rule.hidden) return "the value given (not shown)";
    const json = JSON.stringify(value) ?? String(value);
    return json.length > 120 ? `${json.slice(0, 120)}…` : json;
}

function faultsIn(values: object, path: string, rules: Rules): string[] {
    return Object.entries(values).flatMap(([key, value]) => {
        if (value === undefined) return [];
        const here = path === "" ? key : `${path}.${key}`;
        const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
        if (rule === undefined) {
            return [
                `${here}: there is no such input; ${path || "the component"} takes ${Object.keys(rules).join(", ")}`,
            ];
        }
        if (isRule(rule)) return faultsOf(value, here, rule);
        if (typeof value !== "object" || value === null || Array.isArray(value) || isLater(value)) {
            return [
                `${here}: must be a plain object with any of ${Object.keys(rule).join(", ")} (these may be Outputs)`,
            ];
        }
        return faultsIn(value as object, here, rule);
    });
}

/** The component's name goes into names that AWS limits; the function's, 64 characters, is the tightest. */
function nameFaults(name: string): string[] {
    const most = 64 - "-function-".length - 7;
    if (new RegExp(`^[-\\w]{1,${most}}$`).test(name)) return [];
    return [
        `name: ${JSON.stringify(name)} must be 1-${most} letters, digits, \`_\` and \`-\`, for the names of AWS resources begin with it`,
    ];
}

/** Every fault of the values that are here, a line each. */
export function validate(name: string, args: OneLoginCloudTrailLakeArgs): string[] {
    const single = [...nameFaults(name), ...faultsIn(args, "", inputRules)];
    // What contradicts itself is said only of values that are sound by themselves.
    return single.length > 0 ? single : conflicts(args);
}

/** The same inputs; those that are not here yet are checked, each on its own, as soon as they are. */
export function checkLater(
    args: OneLoginCloudTrailLakeArgs,
    fail: (faults: string[]) => Promise<never>,
): OneLoginCloudTrailLakeArgs {
    return checkedObject(args, "", inputRules, fail);
}

type Fail = (faults: string[]) => Promise<never>;

function checkedObject(values: object, path: string, rules: Rules, fail: Fail): object {
    const entries = Object.entries(values).map(([key, value]: [string, unknown]): [string, unknown] => {
        const here = path === "" ? key : `${path}.${key}`;
        const rule = rules[key];
        if (value === undefined) return [key, value];
        return [
            key,
            isRule(rule)
                ? checkedValue(value, here, rule, fail)
                : checkedObject(value as object, here, rule, fail),
        ];
    });
    return Object.fromEntries(entries);
}

function checkedValue(value: unknown, path: string, rule: Rule, fail: Fail): unknown {
    if (isLater(value)) {
        const later = pulumi.output(value) as pulumi.Output<unknown>;
        return later.apply((known) => {
            const faults = faultsOf(known, path, rule);
            return faults.length === 0 ? known : fail(faults);
        });
    }
    if (rule.each === undefined) return value;
    const { each } = rule;
    if (Array.isArray(value))
        return value.map((entry, index) => checkedValue(entry, `${path}[${index}]`, each, fail));
    return Object.fromEntries(
        Object.entries(value as object).map(([key, entry]) => [
            key,
            checkedValue(entry, `${path}[${JSON.stringify(key)}]`, each, fail),
        ]),
    );
}
