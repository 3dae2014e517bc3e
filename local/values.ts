/** What every reader of JSON needs here. */

export function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Of a text of any length, as much as a message shows. */
export function excerpt(text: string): string {
    return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** An object of AWS's, with its members named as the API names them: `eventPattern` is `EventPattern`. */
export function capitalized(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(capitalized);
    if (!isObject(value)) return value;
    return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [
            name[0].toUpperCase() + name.slice(1),
            capitalized(inner),
        ]),
    );
}
