/** Where a record says less than its event does, and whether `raw._truncated` says so. */
import { isObject, rawPath, written, type EventFields, type Fields } from "./model";

/** Longer paths are listed by their beginnings. Bytes, inside JSON text. */
const longestPath = 100;
const listed = 20;

interface Listing {
    paths: string[];
    count: number;
}

function jsonBytes(text: string): number {
    return Buffer.byteLength(JSON.stringify(text)) - 2;
}

/** True where `held` is what is left of `full` after a cut between two characters. */
function isCut(held: unknown, full: string): boolean {
    if (typeof held !== "string" || held.length >= full.length || !full.startsWith(held)) return false;
    return (full.codePointAt(held.length - 1) ?? 0) <= 0xffff;
}

/**
 * Adds to `cut` each path below `path` at which `held` says less than `full`, and to `wrong` each at which it says
 * something else. Keys whose value is null may be missing.
 */
function compare(full: unknown, held: unknown, path: string, cut: string[], wrong: string[]): void {
    if (Array.isArray(full) && Array.isArray(held) && full.length === held.length) {
        full.forEach((one, index) => compare(one, held[index], `${path}.${index}`, cut, wrong));
    } else if (isObject(full) && isObject(held)) {
        for (const [key, one] of Object.entries(full)) {
            const here = `${path}.${key}`;
            if (Object.hasOwn(held, key)) compare(one, held[key], here, cut, wrong);
            else if (one !== null) cut.push(here);
        }
        for (const key of Object.keys(held)) if (!Object.hasOwn(full, key)) wrong.push(`${path}.${key}`);
    } else if (typeof full === "string" && isCut(held, full)) {
        cut.push(path);
    } else if (full !== held) {
        wrong.push(path);
    }
}

/** `raw` against the event: what the forwarder adds is taken off, and is returned. */
function compareRaw(event: EventFields, raw: Fields, cut: string[], wrong: string[]): Listing {
    const { _truncated = [], _truncatedCount = 0, ...held } = raw;
    const listing = { paths: _truncated as string[], count: _truncatedCount as number };
    if (listing.paths.length === 1 && listing.paths[0] === "$") {
        const text = String(held.text);
        // What is kept stands up to two levels below the event.
        const whole = written(withoutDeep(event), -2) ?? "";
        if (!isCut(text, whole)) wrong.push(`${rawPath}.text`);
        return { paths: ["$"], count: 1 };
    }
    compare(event, held, rawPath, cut, wrong);
    return listing;
}

/** Without the members, of the event and of its detail, that are nested too deeply. */
function withoutDeep(event: EventFields): Fields {
    const shallow = (owner: Fields) =>
        Object.fromEntries(Object.entries(owner).filter(([, value]) => written(value) !== undefined));
    return Object.fromEntries(
        Object.entries(event).flatMap(([key, value]): [string, unknown][] => {
            if (key === "detail") return [[key, shallow(event.detail)]];
            return written(value) === undefined ? [] : [[key, value]];
        }),
    );
}

function isBelow(path: string, ancestor: string): boolean {
    return path === ancestor || path.startsWith(`${ancestor}.`);
}

/** True where the listed path is the other's, or its beginning because it is long. */
function names(entry: string, path: string): boolean {
    return isBelow(path, entry) || (jsonBytes(entry) > longestPath - 12 && path.startsWith(entry));
}

/** What is wrong with the list of the cuts, given what was really cut. */
function listingFaults(cut: string[], { paths, count }: Listing): string[] {
    if (paths.length === 1 && paths[0] === "$") return [];
    const faults: string[] = [];
    if (count < cut.length) faults.push(`${cut.length} cuts are counted as ${count}`);
    if (paths.length !== Math.min(count, listed)) faults.push(`${count} cuts have ${paths.length} paths`);
    for (const entry of paths) {
        if (jsonBytes(entry) > longestPath) faults.push(`the path ${entry} is too long`);
        // A string that was cut can have gone altogether later.
        if (!cut.some((path) => names(entry, path) || isBelow(entry, path) || path.startsWith(entry)))
            faults.push(`${entry} is listed and was not cut`);
    }
    if (count > listed) return faults;
    for (const path of cut) {
        if (!paths.some((entry) => names(entry, path))) faults.push(`${path} was cut and is not listed`);
    }
    return faults;
}

export { compare, compareRaw, isCut, listingFaults, withoutDeep };
