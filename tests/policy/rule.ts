import { expect } from "chai";
import { thePack } from "./pack";
import type { Config, Shown } from "./pack";

/** What is shown, what must be said of the resource `it` (nothing if the case is sound), and the pack's configuration. */
export type Case = [what: string, shown: Shown | Shown[], said?: string, config?: Config];

/** Shows the pack sound and faulty resources, and compares what it says. */
export function describeRule(policy: string, cases: Case[]): void {
    describe(`the policy ${policy}`, () => {
        for (const [what, shown, said, config] of cases) {
            it(`${said === undefined ? "passes" : "fails"}: ${what}`, async () => {
                const pack = await thePack();
                const lines = await pack.violations([shown].flat(), config);
                expect(lines).to.deep.equal(said === undefined ? [] : [`${policy}: it: ${said}`]);
            });
        }
    });
}
