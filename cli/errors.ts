/** What ends a command, in words: what is wrong, and what to do. */
class Ending extends Error {
    constructor(what: string, remedy: string) {
        super(`${what}\n${remedy}`);
    }
}

/** Ends a command with exit code 2: it was not called as it can be, or finds no deployment. */
export class Misuse extends Ending {}

/** Ends a command with exit code 1: it found something, or could not do what it was asked for. */
export class Failure extends Ending {}
