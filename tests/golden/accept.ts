import type { Disruption } from "./compare";

/** The changes of the version that comes next. */
function nextVersion(changelog: string): string {
    return changelog.split(/^## /m)[1] ?? "";
}

/** A child's suffix, as the README's table and the CHANGELOG name it: what follows the component's name. */
function suffixOf(name: string): string {
    return name.slice(name.indexOf("-") + 1);
}

/** What stands in the way of accepting these. */
export function objections(found: Disruption[], changelog: string): string[] {
    const next = nextVersion(changelog);
    return found.flatMap(({ name, text, needsAlias }) => {
        const suffix = suffixOf(name);
        return [
            ...(needsAlias ? [`${name} ${text}: give its successor an alias`] : []),
            ...(next.includes(`\`${suffix}\``)
                ? []
                : [
                      `${name} ${text}: tell users, in the first section of CHANGELOG.md; name it \`${suffix}\``,
                  ]),
        ];
    });
}
