/** JSON text of values of any depth: JSON.stringify exhausts the stack some thousand levels down. */
const createDeep = () => {
    const { stringify, rawJSON, isRawJSON } = JSON as typeof JSON & {
        rawJSON: (text: string) => unknown;
        isRawJSON: (value: unknown) => boolean;
    };
    const { isArray } = Array;
    const none = void 0;

    /** JSON.stringify alone would make null of numbers beyond a double's range. */
    const whole = (_: string, value: unknown) =>
        value === Infinity ? rawJSON("1e999") : value === -Infinity ? rawJSON("-1e999") : value;

    /** As JSON.stringify would: a member that is undefined is left out, in a list it is null. */
    function writeDeep(value: unknown): string {
        const pending: ({ text: string } | { value: unknown })[] = [{ value }];
        let written = "";
        for (let next = pending.pop(); next != null; next = pending.pop()) {
            if ("text" in next) written += next.text;
            else if (typeof next.value !== "object" || next.value === null || isRawJSON(next.value))
                written += stringify(next.value, whole) ?? "null";
            else {
                const list = isArray(next.value);
                const members = Object.entries(next.value)
                    .filter(([, member]) => list || member !== none)
                    .reverse();
                written += list ? "[" : "{";
                pending.push({ text: list ? "]" : "}" });
                for (const [index, [key, member]] of members.entries()) {
                    const comma = index < members.length - 1 ? "," : "";
                    pending.push({ value: member }, { text: comma + (list ? "" : stringify(key) + ":") });
                }
            }
        }
        return written;
    }

    return { whole, writeDeep };
};

type Deep = ReturnType<typeof createDeep>;

export { createDeep };
export type { Deep };
