/** Splits a list, in its order, so that no part has more than `mostItems` or, unless one alone is larger, `mostBytes`. */
export function chunks<T>(
    list: T[],
    mostItems: number,
    mostBytes: number,
    sizeOf: (item: T) => number,
): T[][] {
    const made: T[][] = [];
    let bytes = 0;
    for (const item of list) {
        const size = sizeOf(item);
        const full = made.length > 0 && made[made.length - 1].length === mostItems;
        if (made.length === 0 || full || bytes + size > mostBytes) {
            made.push([]);
            bytes = 0;
        }
        made[made.length - 1].push(item);
        bytes += size;
    }
    return made;
}

/** As many events as one put on the bus takes: enough for several full batches. */
const perPut = 500;

/** Events as they come, in parts for the bus. */
export async function* inPuts(events: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string[]> {
    let part: string[] = [];
    for await (const event of events) {
        part.push(event);
        if (part.length === perPut) {
            yield part;
            part = [];
        }
    }
    if (part.length > 0) yield part;
}
