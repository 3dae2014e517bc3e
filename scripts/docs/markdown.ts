import type { Table } from "../../lab/load/tables";

/** What stands in a region of a page. */
export type Region = () => string | Promise<string>;

/** A Markdown table; Prettier aligns it. */
export function markdown({ head, rows }: Table): string {
    const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
    return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

export function code(text: string): string {
    return `\`${text}\``;
}
