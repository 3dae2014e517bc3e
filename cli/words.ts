/** The word for so many: `event` for 1, `events` for any other number. */
export function plural(count: number, one: string, several = `${one}s`): string {
    return count === 1 ? one : several;
}
