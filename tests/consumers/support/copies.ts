import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";

/** A package as it is installed. */
export interface Copy {
    name: string;
    version: string;
}

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

/** All that is installed in the project, each copy once, however the package manager links to it. */
export function copiesIn(project: string): Copy[] {
    const seen = new Set<string>();
    const visit = (modules: string): Copy[] =>
        packagesIn(modules).flatMap((link) => {
            const folder = realpathSync(link);
            const file = join(folder, "package.json");
            if (seen.has(folder) || !existsSync(file)) return [];
            seen.add(folder);
            const { name, version } = JSON.parse(readFileSync(file, "utf8")) as Copy;
            return [{ name, version }, ...visit(join(folder, "node_modules"))];
        });
    return visit(join(project, "node_modules"));
}

/** The versions of the package of that name that are in the project. */
export function copiesOf(name: string, project: string): string[] {
    return copiesIn(project)
        .filter((copy) => copy.name === name)
        .map(({ version }) => version);
}
