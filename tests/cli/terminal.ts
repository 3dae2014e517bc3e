import type { Terminal } from "../../cli/terminal";

export interface KeptTerminal extends Terminal {
    printed: string[];
    /** All that was printed. */
    readonly text: string;
    noted: string[];
    /** All that was noted. */
    readonly notes: string;
    asked: string[];
}

/** A terminal that keeps what is written; `answer` is what a person says, undefined if there is none. */
export function keptTerminal(answer?: boolean, columns = Infinity): KeptTerminal {
    const [printed, noted, asked]: string[][] = [[], [], []];
    return {
        ...{ printed, noted, asked, columns },
        get text() {
            return printed.join("\n");
        },
        get notes() {
            return noted.join("\n");
        },
        print: (line) => void printed.push(line),
        note: (line) => void noted.push(line),
        ask(question) {
            asked.push(question);
            return Promise.resolve(answer);
        },
    };
}
