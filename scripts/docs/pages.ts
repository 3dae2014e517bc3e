import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import type { Region } from "./markdown";

export const root = join(__dirname, "..", "..");

/** A region of a page: between its two comments stands what the code says. */
const region = /^<!-- generated: ([\w-]+) -->\n[^]*?^<!-- end -->$/gm;

/** The text with every region made anew. */
async function filled(text: string, regions: Record<string, Region>, file: string): Promise<string> {
    const made = new Map<string, string>();
    for (const [, name] of text.matchAll(region)) {
        if (!(name in regions)) throw new Error(`${file}: nothing generates "${name}".`);
        made.set(name, await regions[name]());
    }
    return text.replace(
        region,
        (_, name: string) => `<!-- generated: ${name} -->\n\n${made.get(name)}\n\n<!-- end -->`,
    );
}

/** Brings the regions of every page up to date. */
export async function fillPages(regions: Record<string, Region>): Promise<void> {
    const pages = readdirSync(join(root, "docs")).filter((file) => file.endsWith(".md"));
    for (const page of ["README.md", ...pages.map((file) => `docs/${file}`)]) {
        const file = join(root, page);
        const text = readFileSync(file, "utf8");
        const now = await filled(text, regions, page);
        const options = await resolveConfig(file);
        const formatted = await format(now, { ...options, filepath: file });
        if (formatted !== text) writeFileSync(file, formatted);
    }
}
