import * as fs from "node:fs";
import * as path from "node:path";

function isOnPath(program: string): boolean {
    const folders = (process.env.PATH ?? "").split(path.delimiter);
    return folders.some((folder) => fs.existsSync(path.join(folder, program)));
}

const missing = ["pulumi", "pulumi-language-nodejs"].filter((program) => !isOnPath(program));
if (missing.length > 0)
    console.log(`There is no ${missing.join(" and no ")} on PATH: the engine suite is skipped.`);

/** A suite that needs Pulumi's own engine; where there is none, its tests count as skipped. */
export function describeWithEngine(title: string, body: () => void): void {
    const suite = missing.length > 0 ? describe.skip : describe;
    suite(title, function () {
        // Each step starts the engine anew, and the machine may be busy.
        this.timeout(300_000);
        body();
    });
}
