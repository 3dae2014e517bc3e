/** How many characters have to be written, left out or exchanged to make one text of the other, letter case aside. */
function distance(one: string, other: string): number {
    const [a, b] = [one.toLowerCase(), other.toLowerCase()];
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 0; i < a.length; i++) {
        const next = [i + 1];
        for (let j = 0; j < b.length; j++) {
            next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (a[i] === b[j] ? 0 : 1)));
        }
        row = next;
    }
    return row[b.length];
}

/** The key that somebody means who wrote another one; undefined if none is near. */
export function nearestOf(key: string, known: string[]): string | undefined {
    const [nearest] = [...known].sort((one, other) => distance(key, one) - distance(key, other));
    return distance(key, nearest) <= key.length / 3 ? nearest : undefined;
}
