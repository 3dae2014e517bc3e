import { consumes } from "./support/consumer";
import { pnpmHoisted, pnpmStrict, temporary, yarn } from "./support/installers";
import type { Install } from "./support/installers";
import { become } from "./support/projects";

async function project(name: string, install: Install): Promise<{ folder: string }> {
    return { folder: await become(await temporary("consumer-"), name, install) };
}

describe("installed by others", () => {
    consumes("pnpm, where packages reach only what they declare", () => project("esm", pnpmStrict));
    consumes("pnpm, with everything in one folder", () => project("javascript", pnpmHoisted));
    consumes("Yarn, with node_modules", () => project("javascript", yarn));
});
