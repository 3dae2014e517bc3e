import { expect } from "chai";
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
};

for (const [mode, changes] of Object.entries(modes))
    describe(`doctor, with ${mode}`, function () {
        this.timeout(60_000);
        let world: World;
        before(async () => {
            world = await startWorld(changes);
        });
        after(() => world.close());

        it("finds nothing while all is well", async () => {
            const { code, results } = await world.look();
            expect(results.filter(({ state }) => state !== "ok")).to.deep.equal([]);
            expect([code, results.length > 12]).to.deep.equal([0, true]);
        });
    });
