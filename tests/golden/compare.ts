import { isDeepStrictEqual } from "node:util";
import { schemas } from "../support/providers/schemas";
import type { Graph, Resource } from "./graph";

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
function identitiesOf(name: string, { type, parent, aliases = [] }: Resource): string[] {
    const own = { name, type, parent: parent ?? "none" };
    const former = aliases.filter((alias) => typeof alias === "object");
    return [own, ...former.map((alias) => ({ ...own, ...alias }))].map((one) =>
        [one.parent, one.type, one.name].join("/"),
    );
}

/** The consumer's own resources, of an example, are nobody else's. */
function isOfComponent(graph: Graph, { type, parent }: Resource): boolean {
    if (type === component) return true;
    return parent !== undefined && parent in graph && isOfComponent(graph, graph[parent]);
}

/** What of its identity is different, and what of the inputs whose change replaces it. */
function changes(before: Resource, now: Resource): { moved: string; replaced: string } {
    const inputs = schemas.get(before.type)?.createOnly ?? [];
    const differences = (keys: readonly string[], one: object, other: object) => {
        const [was, is] = [one, other] as Record<string, unknown>[];
        const shown = (value: unknown) => (value === undefined ? "none" : JSON.stringify(value));
        return keys
            .filter((key) => !isDeepStrictEqual(was[key], is[key]))
            .map((key) => `its ${key} was ${shown(was[key])}, is ${shown(is[key])}`)
            .join("; ");
    };
    return {
        moved: differences(["type", "parent"], before, now),
        replaced: differences(inputs, before.inputs, now.inputs),
    };
}

/** What users of the version with the graph `before` would have replaced or renamed by the one with `now`. */
export function disruptions(before: Graph, now: Graph): Disruption[] {
    const heirOf = (name: string, resource: Resource) => {
        const [own] = identitiesOf(name, { ...resource, aliases: [] });
        return Object.keys(now).find((other) => identitiesOf(other, now[other]).includes(own));
    };
    return Object.entries(before)
        .filter(([, resource]) => isOfComponent(before, resource))
        .flatMap(([name, resource]) => {
            const disrupted = (text: string, needsAlias = false): Disruption => ({ name, text, needsAlias });
            const heir = heirOf(name, resource);
            if (heir === undefined && name in now)
                return [disrupted(`is replaced: ${changes(resource, now[name]).moved}`, true)];
            if (heir === undefined) {
                const isNew = (other: string) => !(other in before) && now[other].type === resource.type;
                const successor = Object.keys(now).find(isNew);
                if (successor === undefined) return [disrupted("is gone: users' own would be deleted")];
                return [disrupted(`is gone: ${successor} is new, of the same type`, true)];
            }
            const { moved, replaced } = changes(resource, now[heir]);
            const inherited = [heir === name ? "" : `it is ${heir} now`, moved].filter(Boolean).join("; ");
            return [
                ...(inherited ? [disrupted(`has an alias: ${inherited}`)] : []),
                ...(replaced ? [disrupted(`is replaced: ${replaced}`)] : []),
            ];
        });
}

/** What stands in the way of accepting these: a missing alias, or a CHANGELOG whose first section is silent about it. */
export function objections(found: Disruption[], changelog: string): string[] {
    const [, next = ""] = changelog.split(/^## /m);
    return found.flatMap(({ name, text, needsAlias }) => {
        // As the README's table and the CHANGELOG name a child: by what follows the component's name.
        const suffix = name.slice(name.indexOf("-") + 1);
        const isTold = next.includes(`\`${suffix}\``);
        return [
            ...(needsAlias ? [`${name} ${text}: give its successor an alias`] : []),
            ...(isTold
                ? []
                : [`${name} ${text}: tell users in CHANGELOG.md's first section, as \`${suffix}\``]),
        ];
    });
}

/** The message of a failing test; `file` is the golden file. */
export function messageOf(file: string, found: Disruption[]): string {
    if (found.length === 0)
        return `${file} is not what the program registers any more. Is the change wanted? Then: npm run golden`;
    return [
        `this would replace or rename resources for every user (${file}):`,
        ...found.map(({ name, text }) => `  - ${name} ${text}`),
        "Keep what there was. If that cannot be, it has to come with an alias (`aliases` among the child's options,",
        "if name, type or parent changed) and an entry in CHANGELOG.md that names it; then: npm run golden",
    ].join("\n");
}

/** Of two versions, the resources that are not the same: all of a graph would hide the difference. */
export function differing(graph: Graph, other: Graph): Graph {
    return Object.fromEntries(
        Object.entries(graph).filter(([name, resource]) => !isDeepStrictEqual(resource, other[name])),
    );
}
