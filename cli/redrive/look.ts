import { createGroups, letterOf, mentions, type Group, type Letter } from "./letters";
import type { Choice } from "./move";
import type { Queue } from "../queue";

/** What there is of dead letters. */
export interface Seen {
    letters: number;
    /** Those that the options choose. */
    chosen: number;
    groups: Group[];
    /** Whether those are all: more than 100,000 are not looked at. */
    complete: boolean;
    /** When the oldest and the newest were sent, in milliseconds. */
    oldest: number;
    newest: number;
}

/** Counts dead letters, by who, why and how old; `wanted` says which of them count. */
export async function look(
    queue: Queue,
    { reason, limit }: Pick<Choice, "reason" | "limit">,
    wanted: (letter: Letter) => boolean = () => true,
    now = Date.now(),
): Promise<Seen> {
    const groups = createGroups(now);
    const seen = { letters: 0, chosen: 0, oldest: Infinity, newest: 0 };
    const complete = await queue.read({
        take(messages) {
            for (const letter of messages.map(letterOf).filter(wanted)) {
                groups.add(letter);
                seen.letters++;
                seen.oldest = Math.min(seen.oldest, letter.sent);
                seen.newest = Math.max(seen.newest, letter.sent);
                if (mentions(letter, reason) && seen.chosen < limit) seen.chosen++;
            }
            return Promise.resolve([]);
        },
    });
    return { ...seen, groups: groups.all(), complete };
}
