import { expect } from "chai";
import { thePack } from "./pack";
import type { Config, Shown } from "./pack";

export interface Case {
    what: string;
    resources: Shown[];
    /** What must be said of the resource `it`; nothing where the case is sound. */
    said?: string;
    config?: Config;
}

/** Shows the pack sound and faulty resources, and compares what it says. */
export function describeRule(policy: string, cases: Case[]): void {
    describe(`the policy ${policy}`, () => {
        for (const { what, resources, said, config } of cases) {
            it(`${said === undefined ? "passes" : "fails"}: ${what}`, async () => {
                const pack = await thePack();
                const lines = await pack.violations(resources, config);
                expect(lines).to.deep.equal(said === undefined ? [] : [`${policy}: it: ${said}`]);
            });
        }
    });
}
