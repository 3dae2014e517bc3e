import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import type { ValidationError } from "./errors";

/** The lowest TypeScript that Pulumi's serializer fails on: it has no compiler API any more. */
const tooNew = 7;

/** The manifest of a package, found and not loaded; a package's `exports` may hide it. */
function manifestOf(name: string, load: NodeJS.Require): string {
    const folders = load.resolve.paths(name) ?? [];
    const found = folders
        .map((folder) => path.join(folder, name, "package.json"))
        .find((file) => fs.existsSync(file));
    return found === undefined ? load.resolve(`${name}/package.json`) : fs.realpathSync(found);
}

/** The version of TypeScript that serializes the function: that of the Pulumi that `@pulumi/aws` uses. */
export function serializersTypeScript(from = __filename): string | undefined {
    try {
        const aws = createRequire(manifestOf("@pulumi/aws", createRequire(from)));
        const pulumi = createRequire(manifestOf("@pulumi/pulumi", aws));
        const manifest = fs.readFileSync(manifestOf("typescript", pulumi), "utf8");
        return (JSON.parse(manifest) as { version: string }).version;
    } catch {
        // Not installed: then Pulumi has one of its own. Nor is there anything to find in a program that is one bundled file.
        return undefined;
    }
}

/** Where this file is in webpack's bundle. */
declare const __webpack_require__: unknown;

/** What the function cannot be serialized with: said before anything is registered, where Pulumi fails after half of it. */
export function serializerErrors(
    typescript = serializersTypeScript(),
    { bun } = process.versions,
): ValidationError[] {
    if (bun !== undefined) {
        const text = `bun ${bun} cannot serialize the function (Pulumi does not support it there); run the program on Node.js, with runtime: nodejs in Pulumi.yaml`;
        return [{ input: "runtime", text }];
    }
    // What the function requires in Lambda is read by webpack as if it were required here, and no comment keeps it from that.
    if (typeof __webpack_require__ === "function") {
        const text =
            'webpack changes what the function requires in Lambda; leave this package out of the bundle, externals: { "onelogin-cloudtrail-lake": "commonjs onelogin-cloudtrail-lake" }, or bundle with esbuild';
        return [{ input: "webpack", text }];
    }
    if (typescript === undefined || parseInt(typescript, 10) < tooNew) return [];
    const text = `Pulumi cannot serialize the function with TypeScript ${typescript}, which is installed beside it; run: npm install --save-dev typescript@6`;
    return [{ input: "typescript", text }];
}
