import Table from "cli-table3";

/** Columns narrower than this say nothing. */
const narrowest = 8;

/** Rows as a table that fits the terminal; long values are cut with an ellipsis. */
export function table(head: string[], rows: (string | null)[][], width = 118): string {
    const natural = head.map(
        (name, column) => Math.max(name.length, ...rows.map((row) => longestLine(row[column] ?? ""))) + 2,
    );
    const room = width - head.length - 1;
    const drawn = new Table({
        head,
        colWidths: shrink(natural, room),
        // Colours are for people who look at a terminal, not for files and pipes.
        style: { head: process.stdout.isTTY ? ["bold"] : [], border: process.stdout.isTTY ? ["gray"] : [] },
    });
    for (const row of rows) drawn.push(row.map((value) => (value ?? "").replace(/\s+/g, " ")));
    return drawn.toString();
}

function longestLine(text: string): number {
    return Math.min(60, text.replace(/\s+/g, " ").length);
}

/** Takes from the widest columns until all fit. */
function shrink(widths: number[], room: number): number[] {
    const shrunk = [...widths];
    while (shrunk.reduce((sum, width) => sum + width, 0) > room) {
        const widest = shrunk.indexOf(Math.max(...shrunk));
        if (shrunk[widest] <= narrowest) break;
        shrunk[widest]--;
    }
    return shrunk;
}
