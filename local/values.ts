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

/** A time to the second, as CloudTrail and EventBridge note it. */
export function toSecond(time: Date): string {
    return `${time.toISOString().slice(0, 19)}Z`;
}

/** Whether a time in ISO 8601 has a day that exists: 30 February comes back as another. */
export function isTime(text: string): boolean {
    const time = new Date(text);
    return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text.slice(0, 10));
}
