import { createInterface } from "node:readline/promises";

/** Where a command is called from. */
export interface Terminal {
    /** Writes a line of the answer. */
    print: (line: string) => void;
    /** Writes a line that is no part of the answer: progress, an error. */
    note: (line: string) => void;
    /** Asks a question that is answered by yes or no; undefined if nobody is there to answer. */
    ask: (question: string) => Promise<boolean | undefined>;
    /** Characters in a line; Infinity for a file or a pipe, in which nothing is cut. */
    readonly columns: number;
}

/** `| head`, or `2>&1 | head`, reads no further: what is written afterwards goes nowhere, and what is under way goes on. */
export function ignoreBrokenPipe(): void {
    for (const stream of [process.stdout, process.stderr])
        stream.on("error", (error: NodeJS.ErrnoException) => {
            if (error.code !== "EPIPE") throw error;
        });
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
    get columns() {
        return process.stdout.isTTY ? process.stdout.columns : Infinity;
    },
};
