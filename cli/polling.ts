import { setTimeout as after } from "node:timers/promises";

/** Asks again until there is an answer, at first often, and then every five seconds. */
export async function poll<Answer>(ask: () => Promise<Answer | undefined>): Promise<Answer> {
    for (let wait = 100; ; wait = Math.min(wait * 1.5, 5000)) {
        const answer = await ask();
        if (answer !== undefined) return answer;
        await after(wait);
    }
}
