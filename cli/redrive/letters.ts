import type { Message } from "@aws-sdk/client-sqs";

/** Who dead-letters events, each in a way of its own. */
export type Author = "function" | "SQS" | "EventBridge" | "Lambda" | "unknown";

/** A dead letter, less its body. */
export interface Letter {
    by: Author;
    reason: string;
    /** Of the error, if whoever dead-lettered it gave one. */
    code: string;
    message: string;
    /** When it was sent first, in milliseconds, by SQS's clock: SQS keeps that when it moves a message itself. */
    sent: number;
}

/** Some dead letters that are alike. */
export interface Group {
    by: Author;
    reason: string;
    code: string;
    age: string;
    letters: number;
    /** What one of them says. */
    example: string;
}

const hour = 3_600_000;
/** The youngest first; SQS keeps a dead letter for 14 days. */
const ages: readonly (readonly [name: string, below: number])[] = [
    ["under an hour", hour],
    ["under a day", 24 * hour],
    ["under 7 days", 7 * 24 * hour],
    ["7 days or more", Infinity],
];

/** Whoever sends to a queue can give any reason: so much of one is kept, and so many groups. */
const [longest, mostGroups] = [120, 100];

/**
 * Who dead-lettered a message, and why, by its attributes: the function's are in handler/deadLetters.ts, EventBridge's
 * and Lambda's in AWS's guides ("Using dead-letter queues to process undelivered events", "Capturing records of Lambda
 * asynchronous invocations"). What SQS moved itself comes first: a redriven message may still have the reasons of old.
 */
export function letterOf({ Attributes = {}, MessageAttributes = {} }: Message): Letter {
    const text = (name: string) => (MessageAttributes[name]?.StringValue ?? "").slice(0, longest);
    const of = (by: Author, reason: string, code = "", message = "") => ({
        ...{ by, reason, code, message },
        sent: Number(Attributes.SentTimestamp) || 0,
    });
    if (Attributes.DeadLetterQueueSourceArn) return of("SQS", "received as often as the queue allows");
    if (text("ERROR_CODE"))
        return of("EventBridge", "not delivered", text("ERROR_CODE"), text("ERROR_MESSAGE"));
    if (text("errorCode")) return of("function", text("reason"), text("errorCode"), text("errorMessage"));
    if (text("RequestID")) return of("Lambda", "given up", text("ErrorCode"), text("ErrorMessage"));
    return of("unknown", "none given");
}

/** Whether the reason, code or message contains a text, in whatever case. */
export function mentions({ reason, code, message }: Letter, text = ""): boolean {
    return [reason, code, message].join("\n").toLowerCase().includes(text.toLowerCase());
}

/** Counts dead letters by who, why and how old, without keeping them. */
export function createGroups(now: number): { add(letter: Letter): void; all(): Group[] } {
    const groups = new Map<string, Group & { at: number }>();
    return {
        add({ by, reason, code, message, sent }) {
            const at = ages.findIndex(([, below]) => now - sent < below);
            const key = JSON.stringify([by, reason, code, at]);
            const isOne = groups.has(key) || groups.size < mostGroups;
            const rest = JSON.stringify([by, at]);
            const group = groups.get(isOne ? key : rest) ?? {
                ...(isOne ? { reason, code } : { reason: "others", code: "" }),
                ...{ by, at, age: ages[at][0], letters: 0, example: message },
            };
            group.letters++;
            groups.set(isOne ? key : rest, group);
        },
        all: () =>
            [...groups.values()]
                .sort((one, other) => one.by.localeCompare(other.by) || other.letters - one.letters)
                .map(({ by, reason, code, age, letters, example }) => ({
                    ...{ by, reason, code, age, letters, example },
                })),
    };
}
