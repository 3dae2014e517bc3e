import { letterOf } from "../redrive/letters";
import type { Queue } from "../queue";
import { Failure } from "../errors";
import { poll } from "../polling";
import type { Find } from "./destinations";

/** An event on its way to one destination. */
export interface Followed {
    title: string;
    find: Find;
    /** None in direct mode. */
    queue?: Queue;
    deadLetters: Queue;
}

/** Until when each hop was done, in milliseconds after the start; undefined if it was not seen. */
export interface Hops {
    title: string;
    /** The queue was empty: the function had taken all. */
    leftQueue?: number;
    /** SQL finds it. */
    found?: number;
    /** Where it was last seen, if SQL does not find it in time. */
    lastSeen?: string;
    /** The command that looks further. */
    next?: string;
}

/** Follows an event until SQL finds it, or until it is time. All times are in milliseconds. */
export async function follow(
    id: string,
    { title, find, queue, deadLetters }: Followed,
    start: number,
    deadline: number,
): Promise<Hops> {
    const hops: Hops = { title };
    const since = () => Date.now() - start;
    await poll(async () => {
        if (queue !== undefined && hops.leftQueue === undefined && (await queue.waiting()) === 0)
            hops.leftQueue = since();
        if (await find(id)) hops.found = since();
        return hops.found !== undefined || Date.now() >= deadline ? true : undefined;
    });
    if (hops.found !== undefined) return hops;
    return { ...hops, ...(await lastSeen(id, { queue, deadLetters })) };
}

/** Looks for an event that SQL does not find: among the dead letters, then in the queue. */
async function lastSeen(
    id: string,
    { queue, deadLetters }: Pick<Followed, "queue" | "deadLetters">,
): Promise<Pick<Hops, "lastSeen" | "next">> {
    let why: string | undefined;
    await deadLetters
        .read({
            enough: () => why !== undefined,
            take(messages) {
                const letter = messages.find(({ Body = "" }) => Body.includes(id));
                if (letter === undefined) return Promise.resolve([]);
                const { by, reason, code } = letterOf(letter);
                why = `among the dead letters, by ${by}: ${[reason, code].filter(Boolean).join(": ")}`;
                return Promise.resolve([]);
            },
        })
        .catch((error: unknown) => {
            if (!(error instanceof Failure)) throw error;
        });
    if (why !== undefined) return { lastSeen: why, next: "redrive" };
    if (queue === undefined)
        return { lastSeen: "handed to Lambda; whether the function has it, nobody says", next: "doctor" };
    const waiting = await queue.waiting();
    if (waiting > 0)
        return { lastSeen: `in the queue, or at the function: ${waiting} wait there`, next: "doctor" };
    return {
        lastSeen: "gone from the queue: the function has delivered it, or has it still",
        next: "doctor",
    };
}
