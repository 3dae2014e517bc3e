import eventTypes from "./eventTypes.json";

/**
 * OneLogin's event types as one line, a third of the size of an object literal in the function's text: the words that
 * take the most room, for which one character each stands in the names, then the names. An id stands before its name
 * only if it does not follow the id before; `!` marks a failure. Packed at deployment, unpacked in Lambda.
 */
const packEventTypes = (): string => {
    // All that are not in names, ids or marks, and need no escape.
    const letters = "abcdefghijklmnopqrstuvwxyz#$%&'()*+,-./:;<=>?@[]^`{|}~";
    const saved = new Map<string, number>();
    for (const word of eventTypes.flatMap(({ name }) => name.split("_")))
        saved.set(word, (saved.get(word) ?? 0) + word.length - 1);
    const words = [...saved]
        .sort(([, one], [, other]) => other - one)
        .slice(0, letters.length)
        .map(([word]) => word);
    const letterOf = (word: string) => (words.includes(word) ? letters[words.indexOf(word)] : word);
    let next = 0;
    const names = eventTypes.map(({ id, name, failure }) => {
        const prefix = (id === next ? "" : `${id} `) + (failure ? "!" : "");
        next = id + 1;
        return prefix + name.split("_").map(letterOf).join("_");
    });
    return [letters, ...words, ...names].join(" ");
};

/** The names by their ids, and which of them are failures. */
const unpackEventTypes = (packed: string) => {
    const names = new Map<string, string>();
    const failures = new Set<string>();
    const parts = packed.split(" ");
    const [letters] = parts.splice(0, 1);
    const words = parts.splice(0, letters.length);
    let next = 0;
    for (const part of parts) {
        if (/^\d+$/.test(part)) {
            next = Number(part);
            continue;
        }
        const name = part.replace("!", "").replace(/[^A-Z_]/g, (letter) => words[letters.indexOf(letter)]);
        names.set(String(next++), name);
        if (part.startsWith("!")) failures.add(name);
    }
    return { names, failures };
};

type EventTypes = ReturnType<typeof unpackEventTypes>;

export { packEventTypes, unpackEventTypes };
export type { EventTypes };
