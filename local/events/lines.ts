/** A text file's lines, one at a time, however large the file: only the line at hand is in memory. */
import { isUtf8 } from "node:buffer";
import { open, stat } from "node:fs/promises";
import { UserError } from "../userError";

/** A line up to its line feed, or why it has no text; numbers are from 1, as editors count. */
export type Line = { number: number; text: string } | { number: number; problem: string };

/** First bytes of files that hold no UTF-8 text. */
const otherForms: [bytes: number[], form: string, remedy: string][] = [
    [
        [0xff, 0xfe],
        "UTF-16 text",
        "Save it as UTF-8 (in PowerShell: Get-Content FILE | Set-Content -Encoding utf8 NEW).",
    ],
    [[0xfe, 0xff], "UTF-16 text", "Save it as UTF-8."],
    [[0x1f, 0x8b], "compressed", "Decompress it first (gunzip FILE)."],
];

const newline = 0x0a;

const notUtf8 =
    "is not UTF-8 text, and is not guessed at. Convert the file, for example: iconv -f latin1 -t utf-8 FILE";

/**
 * Reads UTF-8 lines as they are: a carriage return at the end and a byte order mark at the beginning stay.
 *
 * @param maxBytes The longest line that is kept.
 * @param tooLong What is said of a longer one.
 */
export async function* readLines(path: string, maxBytes: number, tooLong: string): AsyncGenerator<Line> {
    let number = 0;
    let kept: Buffer[] = [];
    let length = 0;
    let isFirstChunk = true;
    for await (const chunk of readChunks(path)) {
        if (isFirstChunk) checkForm(path, chunk);
        isFirstChunk = false;
        let from = 0;
        for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
            keep(chunk.subarray(from, end));
            yield line();
            from = end + 1;
        }
        keep(chunk.subarray(from));
    }
    if (length > 0) yield line();

    function keep(piece: Buffer): void {
        length += piece.length;
        if (length > maxBytes) kept = [];
        // A copy: the chunk's memory is not held for a line that goes on.
        else if (piece.length > 0) kept.push(Buffer.from(piece));
    }

    function line(): Line {
        const isKept = length <= maxBytes;
        const bytes = Buffer.concat(kept);
        kept = [];
        length = 0;
        number += 1;
        if (!isKept) return { number, problem: tooLong };
        return isUtf8(bytes) ? { number, text: bytes.toString("utf8") } : { number, problem: notUtf8 };
    }
}

/** Whether the file can be read twice; a pipe cannot. @throws UserError if there is no such file. */
export async function isRegularFile(path: string): Promise<boolean> {
    const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
        throw unreadable(path, error);
    });
    if (found.isDirectory()) throw unreadable(path, { code: "EISDIR", message: "" });
    return found.isFile();
}

async function* readChunks(path: string): AsyncGenerator<Buffer> {
    try {
        const file = await open(path);
        yield* file.createReadStream() as AsyncIterable<Buffer>;
    } catch (error) {
        throw unreadable(path, error as NodeJS.ErrnoException);
    }
}

function checkForm(path: string, chunk: Buffer): void {
    for (const [bytes, form, remedy] of otherForms) {
        if (bytes.every((byte, index) => chunk[index] === byte)) {
            throw new UserError(`The file ${path} is ${form}, not lines of UTF-8 text.`, remedy);
        }
    }
}

function unreadable(path: string, error: Pick<NodeJS.ErrnoException, "code" | "message">): Error {
    const reasons: Record<string, [reason: string, remedy: string] | undefined> = {
        ENOENT: ["it does not exist", `Check the path; it is looked for from ${process.cwd()}.`],
        EISDIR: ["it is a folder", "Name a file in it."],
        EACCES: ["reading it is not permitted", "Give yourself permission to read it."],
    };
    const [reason, remedy] = reasons[error.code ?? ""] ?? [error.message, "Check the path and the disk."];
    return new UserError(`The file ${path} cannot be read: ${reason}.`, remedy);
}
