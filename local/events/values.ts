/** The JSON values of a text file: one a line, or spread over lines as a formatter writes them, alone or in an array. */
import type { Line } from "./lines";

type Found = { line: number; text: string; value: unknown } | { line: number; problem: string };

/** @param maxLength The longest value that is put together from lines, in characters. */
export async function* readValues(lines: AsyncGenerator<Line>, maxLength: number): AsyncGenerator<Found> {
    let ahead: Line | undefined;
    let arrayAt: number | undefined;

    async function next(): Promise<Line | undefined> {
        const line = ahead ?? ((await lines.next()).value as Line | undefined);
        ahead = undefined;
        return line;
    }

    /** An object that goes on in the next lines, up to the brace that closes it. */
    async function whole(text: string): Promise<string> {
        let joined = text;
        for (let open = depth(text); open > 0 && joined.length <= maxLength;) {
            const line = await next();
            // Nobody's formatter writes an inner object without indentation: here, the next event begins.
            if (line === undefined || "problem" in line || line.text.startsWith("{")) {
                ahead = line;
                break;
            }
            open += depth(line.text);
            joined += `\n${line.text.trim()}`;
        }
        return joined;
    }

    /** What a line of an array holds; its last bracket ends the array. */
    function elements(text: string): unknown {
        const inside = parse(`[${text.replace(/,$/, "")}]`);
        if (!(inside instanceof Error) || !text.endsWith("]")) return inside;
        arrayAt = undefined;
        return parse(`[${text}`);
    }

    try {
        for (let line = await next(); line !== undefined; line = await next()) {
            const at = line.number;
            if ("problem" in line) {
                yield { line: at, problem: line.problem };
                continue;
            }
            // Trimming takes the carriage return of a CRLF and the byte order mark, too.
            let text = line.text.trim();
            if (text === "") continue;
            let value = parse(text);
            if (value instanceof Error) {
                if (arrayAt === undefined && /^\[\s*(?:\{|$)/.test(text)) {
                    arrayAt = at;
                    text = text.slice(1).trim();
                }
                if (text.startsWith("{")) text = await whole(text);
                value = arrayAt === undefined ? parse(text) : elements(text);
            }
            if (value instanceof Error) yield { line: at, problem: `is not JSON (${value.message})` };
            else if (!Array.isArray(value)) yield { line: at, text, value };
            else
                for (const item of value as unknown[])
                    yield { line: at, text: JSON.stringify(item), value: item };
        }
        if (arrayAt !== undefined) yield { line: arrayAt, problem: "begins an array that does not end" };
    } finally {
        // Whoever wants no more closes the file.
        await lines.return(undefined);
    }
}

/** How many braces and brackets a line opens and does not close; those in strings do not count. */
function depth(text: string): number {
    let open = 0;
    let inString = false;
    for (let index = 0; index < text.length; index++) {
        const character = text[index];
        if (inString && character === "\\") index++;
        else if (character === '"') inString = !inString;
        else if (inString) continue;
        else if (character === "{" || character === "[") open++;
        else if (character === "}" || character === "]") open--;
    }
    return open;
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch (error) {
        return error;
    }
}
