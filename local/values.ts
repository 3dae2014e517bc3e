/** What every reader of JSON needs here. */

export function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Of a text of any length, as much as a message shows. */
export function excerpt(text: string): string {
    return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
