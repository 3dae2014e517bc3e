import type { Message } from "@aws-sdk/client-sqs";
import { letterOf, mentions } from "./letters";
import type { Queue } from "../queue";
import type { Target } from "../targets";

export interface Choice {
    reason?: string;
    limit: number;
    /** Those that were sent later are not taken, in milliseconds: one that comes back at once would be taken for ever. */
    newest: number;
}

export interface Moved {
    moved: number;
    /** Why the target did not take some, and how many. */
    refused: Record<string, number>;
    /** Taken by the target, and still among the dead letters: they are there twice. */
    twice: number;
    /** Whether all that were chosen have been seen. */
    complete: boolean;
}

/**
 * Moves those that are chosen. A message is deleted only once the target has acknowledged it: whenever this is killed,
 * it is in one place at least, and what is in both has the same id.
 */
export async function moveChosen(
    letters: Queue,
    target: Target,
    { reason, limit, newest }: Choice,
    stopped: AbortSignal,
    onProgress: (moved: number) => void,
): Promise<Moved> {
    const result: Moved = { moved: 0, refused: {}, twice: 0, complete: true };
    let chosen = 0;
    const isChosen = (message: Message) => {
        const letter = letterOf(message);
        return letter.sent <= newest && mentions(letter, reason) && chosen < limit && ++chosen > 0;
    };
    const all = await letters.read({
        enough: () => chosen >= limit || stopped.aborted,
        async take(messages) {
            const { taken, refused } = await target.send(messages.filter(isChosen));
            for (const why of refused) result.refused[why] = (result.refused[why] ?? 0) + 1;
            const kept = await letters.remove(taken);
            result.twice += kept.length;
            result.moved += taken.length - kept.length;
            onProgress(result.moved);
            return taken.filter((message) => !kept.includes(message));
        },
    });
    return { ...result, complete: all || chosen >= limit };
}
