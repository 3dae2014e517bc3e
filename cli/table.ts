import { styleText } from "node:util";
import Table from "cli-table3";

/** Of a column that is cut to fit, this much is left at least. */
const narrowest = 16;

/** What a terminal would act upon (an event may hold any text), and what would break a row. Joiners hold an emoji together. */
export function shown(value: string | null): string {
    return (value ?? "").replace(/\s+/g, " ").replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}]/gu, escaped);
}

function escaped(character: string): string {
    return `\\u${(character.codePointAt(0) as number).toString(16).padStart(4, "0")}`;
}

/** Bold where a terminal shows it: not in a file or a pipe, and not if NO_COLOR is set. */
export function bold(text: string, stream: NodeJS.WritableStream = process.stdout): string {
    return styleText("bold", text, { stream });
}

/** What a row has in a column. */
export type Cell = string | number | null;

/**
 * Rows for people: a table if it fits, one block a row if not. Only texts are cut to fit, never a time. Numbers are to the right.
 *
 * @param width Of the terminal; a file or pipe has none, and nothing is cut.
 */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[], width = Infinity): string {
    const texts = rows.map((row) => row.map((cell) => shown(cell === null ? null : String(cell))));
    const widths = head.map((name, column) =>
        texts.reduce((widest, row) => Math.max(widest, row[column].length), name.length),
    );
    const fixed = head.map((_, column) => texts.every((row) => /^(?:\d{4}-\d\d-\d\d.*)?$/.test(row[column])));
    const fitting = shrink(widths, fixed, width - 2 * head.length);
    const numbers = head.map((_, column) => isNumeric(rows.map((row) => row[column])));
    return fitting === undefined ? blocks(head, texts) : grid(head, texts, fitting, numbers);
}

/** Numbers, or nothing. */
function isNumeric(cells: readonly Cell[]): boolean {
    return cells.every((cell) => cell === null || typeof cell === "number") && cells.some(Number.isFinite);
}

/** Takes from the widest columns until all fit, if they can. */
function shrink(widths: number[], fixed: boolean[], room: number): number[] | undefined {
    const shrunk = [...widths];
    while (shrunk.reduce((sum, width) => sum + width, 0) > room) {
        const widest = Math.max(...shrunk.filter((_, column) => !fixed[column]));
        if (widest <= narrowest) return undefined;
        shrunk[shrunk.findIndex((width, column) => width === widest && !fixed[column])]--;
    }
    return shrunk;
}

const sides = ["top", "bottom", "left", "right", "mid"].flatMap((side) => [
    side,
    `${side}-left`,
    `${side}-right`,
]);
const noLines = Object.fromEntries(
    [...sides, "top-mid", "bottom-mid", "left-mid", "right-mid", "mid-mid", "middle"].map((name) => [
        name,
        "",
    ]),
);

/** Rows that are drawn at once: cli-table3's time grows with their square, and it fails on a hundred thousand. */
const drawnAtOnce = 250;

function grid(head: readonly string[], rows: string[][], widths: number[], numbers: boolean[]): string {
    const all = [head.map((name) => bold(name)), ...rows];
    const options = {
        chars: noLines,
        colAligns: numbers.map((isNumber): "right" | "left" => (isNumber ? "right" : "left")),
        colWidths: widths.map((width) => width + 2),
        style: { head: [], border: [], "padding-left": 2, "padding-right": 0 },
    };
    const drawn: string[] = [];
    for (let first = 0; first < all.length; first += drawnAtOnce) {
        const part = new Table(options);
        part.push(...all.slice(first, first + drawnAtOnce));
        drawn.push(part.toString());
    }
    return drawn.join("\n").replace(/ +$/gm, "");
}

function blocks(head: readonly string[], rows: string[][]): string {
    const longest = Math.max(...head.map((name) => name.length));
    const line = (value: string, column: number) =>
        `  ${bold(head[column].padEnd(longest))}  ${value}`.trimEnd();
    return rows.map((row) => row.map(line).join("\n")).join("\n\n");
}
