import { expect } from "chai";
import * as policy from "../../policy/package-lock.json";
import * as repository from "../../package-lock.json";

interface Entry {
    integrity?: string;
    resolved?: string;
    link?: boolean;
}

/** What comes from a registry: not this package, nor its workspaces and the links to them. */
function fetched(lockfile: { packages: object }): [string, Entry][] {
    const entries = Object.entries(lockfile.packages as Record<string, Entry>);
    return entries.filter(([path, { link }]) => path.includes("node_modules/") && link !== true);
}

for (const [name, lockfile] of Object.entries({ repository, policy }))
    describe(`The lockfile is pinned (${name})`, () => {
        it("to the content of each package", () => {
            const others = fetched(lockfile).filter(([, { integrity }]) => !integrity?.startsWith("sha512-"));
            expect(others.map(([path]) => path)).to.deep.equal([]);
        });

        it("and to no address: each machine asks its own registry", () => {
            const others = fetched(lockfile).filter(([, { resolved }]) => resolved !== undefined);
            expect(others.map(([path]) => path)).to.deep.equal([]);
        });
    });
