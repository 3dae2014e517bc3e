import { existsSync, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";

function packagesIn(modules: string): string[] {
    if (!existsSync(modules)) return [];
    return readdirSync(modules).flatMap((name) => {
        if (name === ".pnpm")
            return readdirSync(join(modules, name)).flatMap((one) =>
                packagesIn(join(modules, name, one, "node_modules")),
            );
        if (name.startsWith(".")) return [];
        const folder = join(modules, name);
        return name.startsWith("@") ? readdirSync(folder).map((inner) => join(folder, inner)) : [folder];
    });
}

/** Where the package of that name lies in the project, each copy once, however the package manager links to it. */
export function copiesOf(name: string, project: string): string[] {
    const copies = new Set<string>();
    const seen = new Set<string>();
    const visit = (modules: string) => {
        for (const link of packagesIn(modules)) {
            const folder = realpathSync(link);
            if (link.endsWith(join("node_modules", name))) copies.add(folder);
            if (seen.has(folder)) continue;
            seen.add(folder);
            visit(join(folder, "node_modules"));
        }
    };
    visit(join(project, "node_modules"));
    return [...copies];
}
