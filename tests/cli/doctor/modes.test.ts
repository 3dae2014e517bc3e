import { expect } from "chai";
import { changed, gone } from "./breaking";
import { documentedPolicy } from "../policies";
import { direct } from "../support";
import { startWorld, type World } from "./support";

const modes = {
    "CloudTrail Lake alone, and a bus that events are forwarded to": {
        ...{ destinations: ["cloudtrail-lake"], eventLogPolicyScope: "logGroup" },
        ...{ eventSourceName: undefined, eventBusName: "forwarded" },
        eventSourceNames: ["aws.partner/onelogin.com/US-1/abc"],
    },
    "S3 alone, without a lock or a raw event log": {
        ...{ destinations: ["s3"], s3ObjectLockMode: "NONE", eventLogEnabled: false },
    },
    "direct delivery": direct,
};

for (const [mode, changes] of Object.entries(modes))
    describe(`doctor, with ${mode}`, function () {
        this.timeout(60_000);
        let world: World;
        before(async () => {
            world = await startWorld(changes);
        });
        after(() => world.close());
        afterEach(() => world.mend());

        it("finds nothing while all is well", async () => {
            const { code, results } = await world.look();
            expect(results.filter(({ state }) => state !== "ok")).to.deep.equal([]);
            expect([code, results.length > 12]).to.deep.equal([0, true]);
        });

        if (mode !== "direct delivery") return;
        for (const [what, damage, finding, says] of [
            [
                "the rule may not invoke the function",
                gone("permission", "onelogin-function-permission"),
                "invoke permission",
                /may not invoke/,
            ],
            [
                "the function has no dead-letter queue",
                changed("function", "onelogin-function", { deadLetterConfig: undefined }),
                "function",
                /is not dead-lettered/,
            ],
            [
                "the function is no target",
                gone("target", "onelogin-function-target"),
                "targets",
                /^The function onelogin-function\S* is not a target/i,
            ],
        ] as const)
            it(`says, and of nothing else: ${what}`, async () => {
                damage(world);
                const { code, results } = await world.look();
                const found = results.filter(({ state }) => state !== "ok");
                expect(found.map(({ check }) => check)).to.deep.equal([finding]);
                expect(found[0].says).to.match(says);
                expect([code, found[0].mend]).to.deep.equal([1, ["pulumi up --refresh"]]);
            });

        it("skips what it may not: lambda:GetPolicy", async () => {
            world.hooks.policy = documentedPolicy("doctor").without("lambda:GetPolicy");
            const { results } = await world.look();
            const skipped = results.filter(({ state }) => state !== "ok");
            expect(skipped.map(({ check }) => check)).to.deep.equal(["invoke permission"]);
            expect(skipped[0].says).to.include("needs lambda:GetPolicy");
        });
    });
