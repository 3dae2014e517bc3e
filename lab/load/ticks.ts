/** Round numbers from 0 to `most` or a little more, as an axis has them: 1, 2 or 5 times a power of ten apart. */
export function ticks(most: number, about: number): number[] {
    const rough = Math.max(most, 1) / about;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = power * ([1, 2, 5].find((times) => times * power >= rough) ?? 10);
    const count = Math.ceil(Math.max(most, 1) / step);
    // Multiplied, not added up: 0.1 + 0.2 is not 0.3.
    return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}
