import eventTypes from "./eventTypes.json";

/**
 * OneLogin's event types as one line of names, half the size of an object literal in the function's text. An id stands
 * before its name only if it does not follow the id before; `!` marks a failure. Packed at deployment, unpacked in Lambda.
 */
const packEventTypes = (): string => {
    let next = 0;
    const names = eventTypes.map(({ id, name, failure }) => {
        const text = (id === next ? "" : `${id} `) + (failure ? "!" : "") + name;
        next = id + 1;
        return text;
    });
    return names.join(" ");
};

/** The names by their ids, and which of them are failures. */
const unpackEventTypes = (packed: string) => {
    const names = new Map<string, string>();
    const failures = new Set<string>();
    let next = 0;
    for (const [, id, mark, name] of packed.matchAll(/(?:(\d+) )?(!?)([A-Z]\w*)/g)) {
        if (id != null) next = Number(id);
        names.set(String(next++), name);
        if (mark === "!") failures.add(name);
    }
    return { names, failures };
};

type EventTypes = ReturnType<typeof unpackEventTypes>;

export { packEventTypes, unpackEventTypes };
export type { EventTypes };
