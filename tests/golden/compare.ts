import { isDeepStrictEqual } from "node:util";
import type { Graph, Resource } from "./graph";
import replacing from "./replacing.json";

const component = "onelogin-cloudtrail-lake:index:OneLoginCloudTrailLake";

/** A resource that every user would have made anew, or under another name. */
export interface Disruption {
    /** The name that it had. */
    name: string;
    text: string;
    /** An alias would spare users the replacement. */
    needsAlias: boolean;
}

/** What identifies a resource in the state of whoever uses it, now or (with an alias) before. */
interface Identity {
    name: string;
    type: string;
    parent: string | undefined;
}

function identitiesOf(name: string, { type, parent, aliases = [] }: Resource): Identity[] {
    const own = { name, type, parent };
    const former = aliases.map((alias): Identity => {
        if (typeof alias === "object")
            return {
                ...own,
                ...alias,
                parent: alias.parent === "none" ? undefined : (alias.parent ?? parent),
            };
        const [, , types, last] = alias.split("::");
        return { ...own, name: last, type: types.split("$").at(-1) ?? type };
    });
    return [own, ...former];
}

/** The consumer's own resources, of an example, are nobody else's. */
function isOfComponent(graph: Graph, { type, parent }: Resource): boolean {
    if (type === component) return true;
    return parent !== undefined && parent in graph && isOfComponent(graph, graph[parent]);
}

/** Inputs whose change makes the provider replace the resource. */
export function replacingInputs({ type, options }: Resource): string[] {
    const known = (replacing.types as Record<string, { properties: string[] } | undefined>)[type];
    const own = (options?.replaceOnChanges ?? []) as string[];
    return [...(known ? replacing.everywhere : []), ...(known?.properties ?? []), ...own];
}

function shown(value: unknown): string {
    return value === undefined ? "none" : JSON.stringify(value);
}

function changedInputs(name: string, before: Resource, now: Resource): Disruption[] {
    const changed = replacingInputs(before).filter(
        (input) => !isDeepStrictEqual(before.inputs[input], now.inputs[input]),
    );
    if (changed.length === 0) return [];
    const texts = changed.map(
        (input) => `its ${input} was ${shown(before.inputs[input])}, is ${shown(now.inputs[input])}`,
    );
    return [{ name, text: `is replaced: ${texts.join("; ")}`, needsAlias: false }];
}

/** What of its identity is different, its name left out. */
function moved(before: Resource, now: Resource): string {
    return (["type", "parent"] as const)
        .filter((key) => now[key] !== before[key])
        .map((key) => `its ${key} was ${before[key] ?? "none"}, is ${now[key] ?? "none"}`)
        .join("; ");
}

function lost(name: string, before: Resource, now: Graph, added: string[]): Disruption {
    const same = now[name] as Resource | undefined;
    if (same !== undefined) return { name, text: `is replaced: ${moved(before, same)}`, needsAlias: true };
    const heirs = added.filter((other) => now[other].type === before.type);
    if (heirs.length === 0) return { name, text: "is gone: users' own would be deleted", needsAlias: false };
    return { name, text: `is gone; ${heirs.join(" or ")} is new, of the same type`, needsAlias: true };
}

/** What an alias makes up for. */
function inherited(name: string, heir: string, before: Resource, now: Resource): Disruption[] {
    const texts = [heir === name ? "" : `it is ${heir} now`, moved(before, now)].filter(Boolean);
    if (texts.length === 0) return [];
    return [{ name, text: `has an alias: ${texts.join("; ")}`, needsAlias: false }];
}

/** What was renamed with an alias keeps its name in AWS, and so do the inputs that hold it. */
function asNamedBefore(now: Graph, heirs: Map<string, string>): Graph {
    const renamed = [...heirs].filter(([name, heir]) => name !== heir);
    const text = renamed.reduce((all, [name, heir]) => all.replaceAll(heir, name), JSON.stringify(now));
    return JSON.parse(text) as Graph;
}

/** What users of the version with the graph `before` would have replaced or renamed by the one with `now`. */
export function disruptions(before: Graph, now: Graph): Disruption[] {
    const heirs = new Map<string, string>();
    for (const [name, resource] of Object.entries(now)) {
        for (const former of identitiesOf(name, resource)) {
            const old = before[former.name] as Resource | undefined;
            if (old?.type === former.type && old.parent === former.parent) heirs.set(former.name, name);
        }
    }
    const after = asNamedBefore(now, heirs);
    const taken = new Set(heirs.values());
    const added = Object.keys(now).filter((name) => !taken.has(name));
    return Object.entries(before)
        .filter(([, resource]) => isOfComponent(before, resource))
        .flatMap(([name, resource]) => {
            const heir = heirs.get(name);
            if (heir === undefined) return [lost(name, resource, now, added)];
            return [
                ...inherited(name, heir, resource, now[heir]),
                ...changedInputs(name, resource, after[name]),
            ];
        });
}

/** The message of a failing test; `file` is the golden file. */
export function messageOf(file: string, found: Disruption[]): string {
    if (found.length === 0)
        return `${file} is not what the program registers any more. Is the change wanted? Then: npm run golden`;
    const count = new Set(found.map(({ name }) => name)).size;
    return [
        `this would replace or rename ${count} resource${count === 1 ? "" : "s"} for every user (${file}):`,
        ...found.map(({ name, text }) => `  - ${name} ${text}`),
        "Keep what there was. Where that cannot be, it has to come with an alias (`aliases` among the child's options,",
        "where name, type or parent changed) and an entry in CHANGELOG.md that names it; then: npm run golden",
    ].join("\n");
}

/** Of two versions, the resources that are not the same: all of a graph would hide the difference. */
export function differing(graph: Graph, other: Graph): Graph {
    return Object.fromEntries(
        Object.entries(graph).filter(([name, resource]) => !isDeepStrictEqual(resource, other[name])),
    );
}
