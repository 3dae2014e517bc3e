import type { Report, ValidationError } from "../errors";
import { conflictsOfGiven, conflictsOfValues } from "./conflicts";
import { serializerErrors } from "../serializer";
import { checkWhenResolved, isDeferred } from "./deferred";
import type { Inputs } from "./input";
import { nameErrors } from "./name";
import { secret } from "./rules";
import type { Rule } from "./rules";
import { isGroup } from "./settings";
import type { Settings } from "./settings";
import { inputs } from "./table";

/** Where errors go: into a list if they are found now, to `fail` if a value has to resolve first. */
interface Check {
    errors: ValidationError[];
    /** Groups with an input that there is not: it may be one that is missing. */
    misspelt: Set<string>;
    fail: Report["fail"];
}

/**
 * The arguments with every default filled in. What is here is checked now, the rest as soon as it resolves: each value on
 * its own, because in one `pulumi.all` a single secret would make all of them secret.
 *
 * @throws ResourceError with every error of the values that are here.
 */
export function checkInputs(name: string, args: object, report: Report): Settings {
    const check: Check = {
        errors: [...serializerErrors(), ...nameErrors(name, args)],
        misspelt: new Set(),
        fail: report.fail,
    };
    const settings = checkGroup(args, "", inputs, check) as Settings;
    const isSound = (input: string) =>
        !check.errors.some((error) => input === error.input || input.startsWith(`${error.input}.`));
    const mayLack = (group: string) => isSound(group) && !check.misspelt.has(group);
    const { errors } = check;
    errors.push(...conflictsOfGiven(args, mayLack));
    // What should not be given at all need not go together with anything.
    errors.push(...conflictsOfValues(settings, isSound, report.fail));
    report.throwIfAny(errors);
    return settings;
}

function checkGroup(values: object, path: string, members: Inputs, check: Check): object {
    const known = Object.keys(members);
    const at = (key: string) => (path === "" ? key : `${path}.${key}`);
    for (const [key, value] of Object.entries(values)) {
        if (value === undefined || known.includes(key)) continue;
        const text = `there is no such input; ${path || "the component"} takes ${known.join(", ")}`;
        check.errors.push({ input: at(key), text });
        check.misspelt.add(path);
    }
    const settings = Object.entries(members).map(([key, member]): [string, unknown] => {
        const value = (values as Record<string, unknown>)[key];
        if (!isGroup(member)) {
            return [key, value === undefined ? member.default : checkValue(value, at(key), member, check)];
        }
        if (value === undefined && member.optional) return [key, undefined];
        if (value === undefined || isPlainObject(value)) {
            return [key, checkGroup(value ?? {}, at(key), member.members, check)];
        }
        const text = `must be a plain object with any of ${Object.keys(member.members).join(", ")} (these may be Outputs)`;
        check.errors.push({ input: at(key), text });
        return [key, undefined];
    });
    return Object.fromEntries(settings);
}

function isPlainObject(value: unknown): value is object {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !isDeferred(value);
}

/** The one walk over a value: now if it is here, otherwise as soon as it resolves. */
function checkValue(value: unknown, input: string, rule: Rule, check: Check): unknown {
    if (isDeferred(value) && !rule.plain) {
        return checkWhenResolved(value, check.fail, (known, isSecret) => {
            const errors: ValidationError[] = [];
            checkValue(known, input, isSecret ? secret(rule) : rule, { ...check, errors });
            return errors;
        });
    }
    if (isDeferred(value)) {
        const text = `must be a plain value, because it decides what is made; give ${rule.expected}`;
        check.errors.push({ input, text });
    } else if (!rule.accepts(value)) {
        check.errors.push({ input, text: `${shown(value, rule)} must be ${rule.expected}` });
    } else if (rule.each !== undefined) {
        return checkElements(value as object, input, rule, rule.each, check);
    }
    return value;
}

function checkElements(value: object, input: string, rule: Rule, each: Rule, check: Check): unknown {
    const entries = Object.entries(value).map(([key, entry]): [string, unknown] => {
        const element = elementOf(value, key, input, rule);
        if (rule.keys !== undefined && !rule.keys.accepts(key)) {
            check.errors.push({ input: element, text: `its key must be ${rule.keys.expected}` });
        }
        return [key, checkValue(entry, element, each, check)];
    });
    if (!Array.isArray(value)) return Object.fromEntries(entries);
    if (rule.distinct) {
        check.errors.push(...repeated(value, input, each));
        if (value.some(isDeferred)) {
            // Nothing is made of the answer, so that a secret among them taints nothing.
            checkWhenResolved(value as unknown[], check.fail, (known, isSecret) =>
                repeated(known, input, isSecret ? secret(each) : each),
            );
        }
    }
    return entries.map(([, entry]) => entry);
}

/** Entries of a list that are there before, too. Those that are not here yet are passed over. */
function repeated(entries: unknown[], input: string, each: Rule): ValidationError[] {
    return entries.flatMap((entry, index) => {
        const first = entries.indexOf(entry);
        if (first === index || isDeferred(entry)) return [];
        const text = `${shown(entry, each)} is there already, as ${input}[${first}]; give each once`;
        return [{ input: `${input}[${index}]`, text }];
    });
}

/** The path of an element. The keys of a secret map are as secret as its values. */
function elementOf(value: object, key: string, input: string, rule: Rule): string {
    if (Array.isArray(value)) return `${input}[${key}]`;
    return rule.secret ? `${input}[(not shown)]` : `${input}[${JSON.stringify(key)}]`;
}

function shown(value: unknown, rule: Rule): string {
    if (rule.secret) return "the value given (not shown)";
    if (Array.isArray(value)) return `a list of length ${value.length}`;
    if (typeof value === "object" && value !== null)
        return `an object with ${Object.keys(value).length} keys`;
    const json = typeof value === "string" ? JSON.stringify(value) : String(value);
    return json.length > 120 ? `${json.slice(0, 120)}…` : json;
}
