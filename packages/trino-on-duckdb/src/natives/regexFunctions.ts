import { Refusal } from "./refusals";
import { compile, type Pattern } from "./regex";
import { checkText, room } from "./room";

/** Letters whose small and capital forms are not one for one: Joni and JavaScript fold them differently. */
function foldsOddly(text: string): boolean {
    return Array.from(text.match(/[^\0-\x7f]/gu) ?? []).some((letter) => {
        const [small, capital] = [letter.toLowerCase(), letter.toUpperCase()];
        return (
            [...small].length !== 1 ||
            [...capital].length !== 1 ||
            capital.toLowerCase() !== small ||
            small.toUpperCase() !== capital ||
            /[\0-\x7f]/.test(small + capital)
        );
    });
}

function* matches(text: string, pattern: string): Generator<RegExpExecArray> {
    const { regex } = compile(pattern);
    if (regex.ignoreCase && (foldsOddly(text) || foldsOddly(pattern))) {
        throw new Refusal(`(?i) with letters such as ß, in the regular expression '${pattern}',`);
    }
    for (const found of text.matchAll(regex)) {
        // V8 finds what is empty between the two halves of a letter beyond U+FFFF, too.
        if ((text.charCodeAt(found.index) & 0xfc00) !== 0xdc00) yield found;
    }
}

function groupOf(pattern: string, group: number): number {
    const { groups, unsure }: Pattern = compile(pattern);
    if (group < 0 || group > groups) {
        throw new Error(
            group < 0
                ? "trino: Group cannot be negative"
                : `trino: Pattern has ${groups} groups. Cannot access group ${group}`,
        );
    }
    if (unsure.has(group)) {
        throw new Refusal(`Group ${group} of the regular expression '${pattern}', a choice in a repetition,`);
    }
    return group;
}

export function like(text: string, pattern: string): boolean {
    return !(matches(text, pattern).next().done ?? false);
}

export function extract(text: string, pattern: string, group: number): string | null {
    const number = groupOf(pattern, group);
    const found = matches(text, pattern).next();
    return found.done === true ? null : (found.value[number] ?? null);
}

export function extractAll(text: string, pattern: string, group: number): (string | null)[] {
    const number = groupOf(pattern, group);
    return Array.from(matches(text, pattern), (found) => found[number] ?? null);
}

export function count(text: string, pattern: string): bigint {
    return BigInt(Array.from(matches(text, pattern)).length);
}

export function split(text: string, pattern: string): string[] {
    let last = 0;
    const parts = Array.from(matches(text, pattern), (found) => {
        const part = text.slice(last, found.index);
        last = (found.index ?? 0) + found[0].length;
        return part;
    });
    return [...parts, text.slice(last)];
}

export function replace(text: string, pattern: string, replacement: string, query: string): string {
    let last = 0;
    let length = 0;
    const parts = Array.from(matches(text, pattern), (found) => {
        const part = text.slice(last, found.index) + filled(replacement, found, pattern);
        last = (found.index ?? 0) + found[0].length;
        length += part.length;
        checkText(length);
        return part;
    });
    room(BigInt(length), query);
    return parts.join("") + text.slice(last);
}

/** `$1` is a group, `\$` a dollar sign; of `$12` Joni takes as many digits as there are groups. */
function filled(replacement: string, found: RegExpMatchArray, pattern: string): string {
    return replacement.replace(/\\([^])|\$(\d+)|\$|\\/g, (all, escaped?: string, digits?: string) => {
        if (escaped !== undefined) {
            return escaped;
        }
        if (digits === undefined) {
            throw all === "$"
                ? new Refusal(`'$' in the replacement '${replacement}'`)
                : new Error("trino: Illegal replacement sequence");
        }
        let taken = 1;
        while (taken < digits.length && Number(digits.slice(0, taken + 1)) < found.length) {
            taken++;
        }
        return (found[groupOf(pattern, Number(digits.slice(0, taken)))] ?? "") + digits.slice(taken);
    });
}
