import * as pulumi from "@pulumi/pulumi";
import type { OneLoginCloudTrailLakeArgs } from "./args";
import { elementOf, faultsOf, isLater, repeated } from "./faults";
import type { Fail } from "./faults";
import { inputRules } from "./inputRules";
import { hidden, isRule } from "./rules";
import type { Rule, Rules } from "./rules";

/**
 * The same inputs; those that are not here yet are checked as soon as they are. Each on its own, for in one
 * `pulumi.all` a single secret would make all of them secret.
 */
export function checkLater(args: OneLoginCloudTrailLakeArgs, fail: Fail): OneLoginCloudTrailLakeArgs {
    return checkedObject(args, "", inputRules, fail);
}

function checkedObject(values: object, path: string, rules: Rules, fail: Fail): object {
    const entries = Object.entries(values).map(([key, value]: [string, unknown]): [string, unknown] => {
        const input = path === "" ? key : `${path}.${key}`;
        const rule = rules[key];
        if (value === undefined) return [key, value];
        if (isRule(rule)) return [key, checkedValue(value, input, rule, fail)];
        return [key, checkedObject(value as object, input, rule, fail)];
    });
    return Object.fromEntries(entries);
}

function checkedValue(value: unknown, input: string, rule: Rule, fail: Fail): unknown {
    if (isLater(value)) {
        const later = pulumi.output(value) as pulumi.Output<unknown>;
        return later.apply(async (known) => {
            const faults = faultsOf(known, input, (await pulumi.isSecret(later)) ? hidden(rule) : rule);
            return faults.length === 0 ? known : fail(faults);
        });
    }
    if (rule.each === undefined) return value;
    const { each } = rule;
    const check = (entry: unknown, key: string) =>
        checkedValue(entry, elementOf(value, key, input, rule), each, fail);
    if (Array.isArray(value)) {
        if (rule.distinct && value.some(isLater)) checkRepetition(value, input, each, fail);
        return value.map((entry, index) => check(entry, String(index)));
    }
    return Object.fromEntries(
        Object.entries(value as object).map(([key, entry]) => [key, check(entry, key)]),
    );
}

/** Of a list of which some entries come later. Nothing is made of the answer, so a secret among them taints nothing. */
function checkRepetition(entries: unknown[], input: string, each: Rule, fail: Fail): void {
    const later = pulumi.all(entries);
    later.apply(async (known) => {
        const faults = repeated(known, input, (await pulumi.isSecret(later)) ? hidden(each) : each);
        return faults.length === 0 ? undefined : fail(faults);
    });
}
