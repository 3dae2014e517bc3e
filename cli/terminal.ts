import { createInterface } from "node:readline/promises";

/** Where a command is called from. */
export interface Terminal {
    /** Writes a line of the answer. */
    print: (line: string) => void;
    /** Writes a line that is no part of the answer: progress, an error. */
    note: (line: string) => void;
    /** Asks a question that is answered by yes or no; undefined if nobody is there to answer. */
    ask: (question: string) => Promise<boolean | undefined>;
}

export const terminal: Terminal = {
    print: (line) => void process.stdout.write(`${line}\n`),
    note: (line) => void process.stderr.write(`${line}\n`),
    async ask(question) {
        if (!process.stdin.isTTY) return undefined;
        const lines = createInterface({ input: process.stdin, output: process.stderr });
        const answer = await lines.question(`${question} [y/N] `);
        lines.close();
        return /^y(es)?$/i.test(answer.trim());
    },
};

/** Rows under their heads, in columns: the first to the left, the others, which are numbers, to the right. */
export function columns(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
    const lines = [head, ...rows].map((row) => row.map(String));
    const widths = head.map((_, at) => Math.max(...lines.map((line) => line[at].length)));
    return lines.map((line) =>
        line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join("  "),
    );
}
