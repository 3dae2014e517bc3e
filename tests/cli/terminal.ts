import type { Terminal } from "../../cli/terminal";

export interface KeptTerminal extends Terminal {
    printed: string[];
    noted: string[];
    asked: string[];
}

/** A terminal that keeps what is written; `answer` is what a person says, undefined if there is none. */
export function keptTerminal(answer?: boolean, columns = Infinity): KeptTerminal {
    const [printed, noted, asked]: string[][] = [[], [], []];
    return {
        ...{ printed, noted, asked, columns },
        print: (line) => void printed.push(line),
        note: (line) => void noted.push(line),
        ask(question) {
            asked.push(question);
            return Promise.resolve(answer);
        },
    };
}
