import { Misuse } from "./errors";
import type { Terminal } from "./terminal";

/**
 * Asks before something is written, unless `--yes` has answered.
 * @param verb What would be done, and what it is once it is: `["send", "sent"]`.
 * @throws Misuse if nobody is there to answer
 */
export async function confirm(
    question: string,
    [act, done]: readonly [string, string],
    yes: boolean | undefined,
    { ask }: Pick<Terminal, "ask">,
): Promise<boolean> {
    const answer = yes === true ? true : await ask(question);
    if (answer !== undefined) return answer;
    throw new Misuse(
        `Nobody is there to answer, and nothing was ${done}.`,
        `Say --yes to ${act} without being asked.`,
    );
}
