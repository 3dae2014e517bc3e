"use strict";
/**
 * Lets Node load TypeScript: `node -r ./scripts/register`. It makes the same text as ts-node without type-checking, but
 * keeps it below node_modules/.cache: most of our programs take longer to compile than to run.
 */
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { _extensions: loaders } = require("node:module");
const path = require("node:path");
const { version } = require("typescript/package.json");

const root = path.join(__dirname, "..");
const cache = path.join(root, "node_modules/.cache/compiled");
const configuration = readFileSync(path.join(root, "tsconfig.json"), "utf8");

function hash(...texts) {
    return createHash("sha256").update(texts.join("\0")).digest("hex");
}

function compile(fileName, source) {
    const ts = require("typescript");
    const { compilerOptions } = ts.parseConfigFileTextToJson("tsconfig.json", configuration).config;
    const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, root);
    const { outputText, diagnostics } = ts.transpileModule(source, {
        fileName,
        compilerOptions: {
            ...options,
            outDir: undefined,
            rootDir: undefined,
            inlineSourceMap: true,
            inlineSources: true,
        },
        reportDiagnostics: true,
    });
    if (diagnostics.length > 0) {
        const host = {
            getCurrentDirectory: () => root,
            getCanonicalFileName: (name) => name,
            getNewLine: () => "\n",
        };
        throw new SyntaxError(ts.formatDiagnostics(diagnostics, host));
    }
    return outputText;
}

/** One kept file a source: its first characters say what it was made of. */
function compiled(file) {
    const source = readFileSync(file, "utf8");
    const key = hash(version, configuration, source);
    const kept = path.join(cache, hash(path.relative(root, file)));
    try {
        const text = readFileSync(kept, "utf8");
        if (text.startsWith(key)) return text.slice(key.length);
    } catch (error) {
        if (error.code !== "ENOENT") throw error;
    }
    const text = compile(file, source);
    mkdirSync(cache, { recursive: true });
    // Other processes may be at the same file.
    const own = `${kept}.${process.pid}`;
    writeFileSync(own, key + text);
    renameSync(own, kept);
    return text;
}

process.setSourceMapsEnabled(true);
loaders[".ts"] = (module, file) => module._compile(compiled(file), file);
