/** Who may import whom, and that nobody imports in a circle; types count. `npm run directions` checks it. */

/** The rooms of the house, each with those that it may import from besides itself. Tests may import all. */
const rooms = {
    handler: [],
    queries: [],
    components: ["handler", "queries"],
    "config.ts": ["components/index.ts", "components/inputs"],
    "index.ts": ["components", "config.ts"],
    local: ["handler", "packages"],
    lab: ["local", "cli", "packages", "components", "handler", "queries", "index.ts", "config.ts", "samples"],
    cli: ["handler", "queries"],
    scripts: ["components", "handler", "config.ts", "lab"],
    examples: ["components"],
    policy: [],
    // What a package is called does not matter: it stands alone, its tests included.
    packages: [],
};

const ours = [...Object.keys(rooms), "tests", "samples"];

/** A file or a folder of these. */
function pathOf(names) {
    return `^(${names.join("|").replaceAll(".", "\\.")})(/|$)`;
}

export default {
    forbidden: [
        {
            name: "no-circle",
            comment:
                "Files that import each other can be neither read nor loaded one by one: move what both need.",
            severity: "error",
            from: {},
            to: { circular: true },
        },
        ...Object.entries(rooms).map(([room, others]) => ({
            name: `directions-of-${room}`,
            comment: `${room} may import from ${others.join(", ") || "nothing of ours"}.`,
            severity: "error",
            from: { path: pathOf([room]) },
            to: { path: pathOf(ours), pathNot: pathOf([room, ...others]) },
        })),
    ],
    options: {
        tsPreCompilationDeps: true,
        tsConfig: { fileName: "tsconfig.json" },
        doNotFollow: { path: "node_modules" },
        exclude: { path: "^(dist|coverage)/" },
    },
};
