import { expect } from "chai";
import { violations } from "./pack";
import type { Config, Shown } from "./pack";

/** What is shown, what must be said of the resource `it` (nothing if the case is sound), and the pack's configuration. */
export type Case = [what: string, shown: Shown | Shown[], said?: string, config?: Config];

/** What may pass, and the nearest that may not, with what is said of it. */
export type Pair = [what: string, passes: Shown, fails: Shown, fault: string];

/** The cases of pairs; messages begin with `named`. */
export function pairs(all: Pair[], named: string): Case[] {
    return all.flatMap(([what, passes, fails, fault]): Case[] => [
        [what, passes],
        [what, fails, `${named} ${fault}. Name them.`],
    ]);
}

/** Shows the pack sound and faulty resources, and compares what it says. */
export function describeRule(policy: string, cases: Case[]): void {
    describe(`the policy ${policy}`, () => {
        for (const [what, shown, said, config] of cases) {
            it(`${said === undefined ? "passes" : "fails"}: ${what}`, async () => {
                const lines = await violations([shown].flat(), config);
                expect(lines).to.deep.equal(said === undefined ? [] : [`${policy}: it: ${said}`]);
            });
        }
    });
}
