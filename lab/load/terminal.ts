import type { Point } from "./results";

const blocks = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const columns = 72;
const rows = 8;

/** The most events that waited in each stretch of time; if nothing was looked at, as many as before. */
function heights(series: Point[], end: number): number[] {
    const made: number[] = [];
    let last = 0;
    for (let column = 0; column < columns; column++) {
        const [from, to] = [(column / columns) * end, ((column + 1) / columns) * end];
        const within = series.filter(
            ([seconds]) => seconds >= from && (seconds < to || column === columns - 1),
        );
        last = within.length === 0 ? last : Math.max(...within.map(([, events]) => events));
        made.push(last);
    }
    return made;
}

/** A backlog over time in block characters: as wide as a terminal, with the axes' ends. */
export function terminalChart(series: Point[]): string {
    const [end] = series.at(-1) ?? [0];
    const columnHeights = heights(series, end);
    const most = Math.max(...columnHeights, 1);
    const label = most.toLocaleString("en-US");
    const lines = Array.from({ length: rows }, (_, index) => {
        const below = rows - 1 - index;
        const drawn = columnHeights.map((events) => {
            const eighths = Math.ceil((events / most) * rows * 8) - below * 8;
            return blocks[Math.max(0, Math.min(8, eighths))];
        });
        const name = index === 0 ? label : below === 0 ? "0" : "";
        return `  ${name.padStart(label.length)} ┤${drawn.join("")}`.trimEnd();
    });
    const time = `${Math.round(end)} s`;
    const axis = `  ${" ".repeat(label.length)} └${"─".repeat(columns)}`;
    return [...lines, axis, `  ${" ".repeat(label.length)}  0 s${time.padStart(columns - 3)}`].join("\n");
}
