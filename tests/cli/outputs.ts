import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gone with the process. */
const folder = mkdtempSync(join(tmpdir(), "outputs-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

/** A file of outputs, or of whatever stands in their place. */
export function outputsFile(content: unknown): string {
    const file = join(mkdtempSync(join(folder, "file-")), "outputs.json");
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
}
