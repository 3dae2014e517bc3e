import * as pulumi from "@pulumi/pulumi";
import type { Rule } from "./rules";

/** One thing that is wrong: the input's path, and what is wrong with it and what to do. */
export interface Fault {
    input: string;
    text: string;
}

/** What a fault starts; it never resolves: what waits for it is not made. */
export type Fail = (faults: Fault[]) => Promise<never>;

/** A value that is not here yet. */
export function isLater(value: unknown): value is Promise<unknown> {
    return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/** What is wrong with a value. Values that are not here yet are passed over. */
export function faultsOf(value: unknown, input: string, rule: Rule): Fault[] {
    if (isLater(value)) {
        return rule.plain
            ? [{ input, text: `must be a plain value, for it decides what is made; give ${rule.wanted}` }]
            : [];
    }
    if (!rule.accepts(value)) return [{ input, text: `${shown(value, rule)} must be ${rule.wanted}` }];
    const { each, keys } = rule;
    if (each === undefined) return [];
    const ofEntries = Object.entries(value as object).flatMap(([key, entry]) => {
        const element = elementOf(value, key, input, rule);
        const faulty = keys !== undefined && !keys.accepts(key);
        const ofKey = faulty ? [{ input: element, text: `its key must be ${keys.wanted}` }] : [];
        return [...ofKey, ...faultsOf(entry, element, each)];
    });
    return rule.distinct ? [...ofEntries, ...repeated(value as unknown[], input, each)] : ofEntries;
}

/** Entries of a list that are there before, too. Those that are not here yet are passed over. */
export function repeated(entries: unknown[], input: string, each: Rule): Fault[] {
    return entries.flatMap((entry, index) => {
        const first = entries.indexOf(entry);
        if (first === index || isLater(entry)) return [];
        const text = `${shown(entry, each)} is there already, as ${input}[${first}]; give each once`;
        return [{ input: `${input}[${index}]`, text }];
    });
}

/** The path of an element. The keys of a secret map are as secret as its values. */
export function elementOf(value: unknown, key: string, input: string, rule: Rule): string {
    if (Array.isArray(value)) return `${input}[${key}]`;
    return rule.hidden ? `${input}[(not shown)]` : `${input}[${JSON.stringify(key)}]`;
}

function shown(value: unknown, rule: Rule): string {
    if (rule.hidden) return "the value given (not shown)";
    if (Array.isArray(value)) return `a list of length ${value.length}`;
    if (typeof value === "object" && value !== null)
        return `an object with ${Object.keys(value).length} keys`;
    const json = typeof value === "string" ? JSON.stringify(value) : String(value);
    return json.length > 120 ? `${json.slice(0, 120)}…` : json;
}
