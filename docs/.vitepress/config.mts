/** The documentation's site: the Markdown files of the repository as they stand, so that GitHub shows the same pages. */
import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import type { DefaultTheme, MarkdownRenderer } from "vitepress";
import { anchorOf } from "./anchors.js";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** GitHub Pages serves the site under the repository's name. Elsewhere the repository has no address to link to. */
const repository = process.env.GITHUB_REPOSITORY;

/** Where the site has a Markdown file: docs/ is its root, and a folder's README its index. */
function pageOf(file: string): string {
    return file.replace(/^docs\//, "").replace(/README\.md$/, "index.md");
}

/** The Markdown file behind a path: itself, or a folder's README. */
function markdownAt(path: string): string | undefined {
    if (path.endsWith(".md")) return path;
    const readme = join(path, "README.md");
    return existsSync(join(root, readme)) ? readme : undefined;
}

/** Where a page finds what it links to: on another page, in the repository, or nowhere. */
function addressOf(path: string): string | undefined {
    const file = markdownAt(path);
    if (file !== undefined) return `/${pageOf(file).replace(/(?:index)?\.md$/, "")}`;
    return repository && `https://github.com/${repository}/blob/main/${path}`;
}

/** Makes the links of a page, which are written for GitHub and relative to its file, links of the site. */
function links(markdown: MarkdownRenderer): void {
    markdown.core.ruler.push("links", ({ tokens, env }) => {
        const { path, realPath } = env as { path: string; realPath?: string };
        const folder = dirname(relative(root, realPath ?? path));
        for (const token of tokens.flatMap(({ children }) => children ?? [])) {
            const href = token.type === "link_open" ? token.attrGet("href") : null;
            if (href === null || /^(?:[a-z]+:|#)/.test(href)) continue;
            const [target, anchor] = href.split("#");
            const address = addressOf(join(folder, target));
            if (address === undefined) token.attrs = [];
            else token.attrSet("href", anchor === undefined ? address : `${address}#${anchor}`);
        }
    });
}

/** An entry of the navigation, by the file that it leads to. */
function page(text: string, file: string): DefaultTheme.NavItemWithLink {
    if (!existsSync(join(root, file)))
        throw new Error(`The site's navigation leads to ${file}, which is not there.`);
    return { text, link: addressOf(file) as string };
}

/** Tables are wider than prose; pictures keep a size that can be read; a file that has no address is no link. */
const style = `
.VPDoc.has-aside .content-container { max-width: 960px !important; }
.vp-doc td { min-width: 9em; overflow-wrap: anywhere; vertical-align: top; }
.vp-doc td:first-child, .vp-doc td code { overflow-wrap: normal; }
.vp-doc p:has(> img) { overflow-x: auto; }
.vp-doc p > img { min-width: 640px; }
.vp-doc a:not([href]) { color: inherit; text-decoration: none; }
`;

export default defineConfig({
    title: "OneLogin → CloudTrail Lake",
    description: "A Pulumi component that delivers OneLogin's activity events to AWS CloudTrail Lake.",
    lang: "en",
    base: repository ? `/${repository.split("/")[1]}/` : "/",
    srcDir: "..",
    srcExclude: ["coverage/**", "tests/**", ".github/**"],
    rewrites: pageOf,
    cleanUrls: true,
    head: [["style", {}, style]],
    // Without shortcuts: to them, the characters :/ in a list of allowed ones are a face.
    markdown: { config: links, anchor: { slugify: anchorOf }, emoji: { shortcuts: {} } },
    themeConfig: {
        search: { provider: "local" },
        outline: [2, 3],
        socialLinks: repository ? [{ icon: "github", link: `https://github.com/${repository}` }] : [],
        nav: [
            page("Guide", "README.md"),
            page("Reference", "docs/reference/README.md"),
            page("Changelog", "CHANGELOG.md"),
        ],
        sidebar: [
            {
                text: "Guide",
                items: [
                    page("Overview", "README.md"),
                    page("Inputs", "docs/inputs.md"),
                    page("What is created", "docs/resources.md"),
                    page("Event mapping", "docs/event-mapping.md"),
                    page("Queries", "docs/queries.md"),
                    page("Detections", "docs/detections.md"),
                ],
            },
            {
                text: "Running it",
                items: [
                    page("The command", "docs/command.md"),
                    page("Operations", "docs/operations.md"),
                    page("Reliability", "docs/reliability.md"),
                    page("Cost and memory", "docs/cost.md"),
                    page("Privacy", "docs/privacy.md"),
                    page("Security", "SECURITY.md"),
                ],
            },
            {
                text: "Fitting it in",
                items: [
                    page("Examples", "examples/README.md"),
                    page("From the walk-through", "docs/adopt.md"),
                    page("Leave CloudTrail Lake", "docs/leave-cloudtrail-lake.md"),
                    page("S3, CloudTrail Lake, AWS's own?", "docs/compare.md"),
                    page("Previews in pull requests", "docs/pull-requests.md"),
                    page("Policy pack", "policy/README.md"),
                    page("In your own project", "docs/testing.md"),
                ],
            },
            {
                text: "The project",
                items: [
                    page("Reference", "docs/reference/README.md"),
                    page("Decisions", "docs/decisions.md"),
                    page("Contributing", "CONTRIBUTING.md"),
                    page("Sample events", "samples/README.md"),
                    page("Changelog", "CHANGELOG.md"),
                ],
            },
        ],
    },
});
