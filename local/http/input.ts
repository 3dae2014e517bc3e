/** What every JSON service reads from a request: members that must or may be there, pages of lists. */
import type { Refusal } from "./messages";

/** A call that is refused, in AWS's names. */
export class Refused extends Error implements Refusal {
    constructor(
        override readonly name: string,
        message: string,
        readonly status = 400,
        readonly headers?: Record<string, string>,
    ) {
        super(message);
    }
}

/** As a call was refused; or that the service itself failed, for whatever else went wrong. */
export function refusedBy(error: unknown, service: string, name = "InternalFailure"): Refused {
    if (error instanceof Refused) return error;
    return new Refused(name, `The stand-in for ${service} failed: ${String(error)}`, 500);
}

/** The members of a request. */
export type Input = Readonly<Record<string, unknown>>;

/** A text that must be there. */
export function required(input: Input, member: string): string {
    const value = optional(input, member);
    if (value === undefined) {
        throw new Refused("InvalidParameterException", `${member} is required.`);
    }
    return value;
}

export function optional(input: Input, member: string): string | undefined {
    const value = input[member];
    if (value != null && typeof value !== "string") {
        throw new Refused(
            "SerializationException",
            `${member} must be a string, and it is ${JSON.stringify(value)}.`,
        );
    }
    return value ?? undefined;
}

/** Refuses members that the operation has in AWS and not here: none is ever passed over in silence. */
export function only(input: Input, ...members: readonly string[]): void {
    const other = Object.keys(input).find((name) => input[name] != null && !members.includes(name));
    if (other !== undefined) {
        throw new Refused(
            "UnsupportedOperationException",
            `${other} is not supported by this stand-in; it takes ${members.join(", ") || "no parameters"}.`,
        );
    }
}

/** One page of a list. Tokens say where the next page begins, and of which list. */
export function page<Item>(
    items: readonly Item[],
    list: string,
    input: Input,
    sizeMember: string,
    largest: number,
): { items: readonly Item[]; NextToken?: string } {
    const size = pageSize(input[sizeMember], sizeMember, largest);
    const token = optional(input, "NextToken");
    const start = token === undefined ? 0 : startOf(token, list);
    if (start > items.length) {
        throw invalidToken();
    }
    const end = start + size;
    return {
        items: items.slice(start, end),
        ...(end < items.length ? { NextToken: Buffer.from(`${list} ${end}`).toString("base64url") } : {}),
    };
}

function pageSize(value: unknown, member: string, largest: number): number {
    if (value == null) {
        return largest;
    }
    if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > largest) {
        throw new Refused(
            "InvalidMaxResultsException",
            `${member} must be a whole number from 1 to ${largest}, and it is ${JSON.stringify(value)}.`,
        );
    }
    return value;
}

function startOf(token: string, list: string): number {
    const text = Buffer.from(token, "base64url").toString();
    const start = Number(text.slice(list.length + 1));
    if (!text.startsWith(`${list} `) || !Number.isInteger(start) || start < 1) {
        throw invalidToken();
    }
    return start;
}

function invalidToken(): Refused {
    return new Refused("InvalidNextTokenException", "NextToken is not one that this list gave out.");
}

/** A time as the JSON 1.1 protocol writes it. */
export function seconds(time: Date | undefined): number | undefined {
    return time && time.getTime() / 1000;
}
