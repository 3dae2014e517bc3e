/** Ids as OneLogin makes them, ids that have to be made fit, and pairs of ids that look alike. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { anyText } from "./json";

const fitting = fc.oneof(
    { weight: 8, arbitrary: fc.uuid() },
    { weight: 1, arbitrary: fc.stringMatching(/^[-_A-Za-z0-9]{1,140}$/) },
);
const anyId = fc.oneof(
    { weight: 8, arbitrary: fitting },
    { weight: 2, arbitrary: anyText },
    {
        weight: 1,
        arbitrary: fc.constantFrom("a b", "a/b", "ada@example.com", "x".repeat(128), "x".repeat(129)),
    },
);

function digest(text: string): string {
    return createHash("sha256").update(text).digest("hex");
}

/** As a careless mapping would make it fit, or as a forger would hope it does. */
const disguises: ((id: string) => string)[] = [
    (id) => id.replace(/[^-_A-Za-z0-9]/g, "_"),
    (id) => id.replace(/[^-_A-Za-z0-9]/g, "-"),
    (id) => id.replace(/[^-_A-Za-z0-9]/g, ""),
    (id) => id.replace(/[^-_A-Za-z0-9]/g, "_").slice(0, 63) + "-" + digest(JSON.stringify(id)),
    (id) => id.replace(/[^-_A-Za-z0-9]/g, "_").slice(0, 63) + "-" + digest(id),
    (id) => digest(id),
    (id) => digest(JSON.stringify(id)),
    (id) => id.slice(0, 128),
    (id) => id.slice(0, 63),
    (id) => id.slice(0, -1),
    (id) => id + " ",
    (id) => id + "\u0000",
    (id) => id + "_",
    (id) => "x".repeat(128) + id,
    (id) => " " + id,
    (id) => id.trim(),
    (id) => id.toLowerCase(),
    (id) => id.toUpperCase(),
    (id) => id.normalize("NFD"),
    (id) => id.normalize("NFKC"),
    (id) => id.toWellFormed(),
    (id) => id.replace(/[\ud800-\udbff]/, "\ud802"),
    (id) => JSON.stringify(id),
    (id) => encodeURIComponent(id.toWellFormed()),
    (id) => Buffer.from(id).toString("latin1"),
];

/** As UTF-8 all halves of surrogate pairs are the same. */
const halves = fc.constantFrom("a\ud800b", "a\ud801b", "a\ufffdb", "\ude00", "\ud83d\ude00\ud83d");

/** Two ids, the second made from the first by one or two disguises; the first may wear one itself. */
const idPair = fc
    .tuple(
        fc.oneof(anyId, anyText, halves),
        fc.array(fc.constantFrom(...disguises), { minLength: 1, maxLength: 2 }),
        fc.option(fc.constantFrom(...disguises), { nil: undefined }),
    )
    .map(([id, layers, own]): [string, string] => [
        own?.(id) ?? id,
        layers.reduce((worn, disguise) => disguise(worn), id),
    ])
    .filter(([one, other]) => one !== "" && other !== "" && one !== other);

export { anyId, idPair };
