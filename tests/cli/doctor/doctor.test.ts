import { expect } from "chai";
import { setTimeout as sleep } from "node:timers/promises";
import { event } from "../../../lab/forwarder/events";
import { documentedPolicy } from "../policies";
import type { Breakage } from "./breaking";
import { destinationBreakages } from "./destinationBreakages";
import { sourceBreakages } from "./sourceBreakages";
import { startWorld, type World } from "./support";
import { unitBreakages } from "./unitBreakages";

const byState = (results: { check: string; state: string }[], state: string) =>
    results.filter((result) => result.state === state).map(({ check }) => check);

const ofBoth = (check: string) => [`Lake: ${check}`, `S3: ${check}`];

/** What is skipped without an action. */
const skippedWithout: Readonly<Record<string, string[]>> = {
    "events:DescribeEventSource": ["event source"],
    "events:DescribeEventBus": ["event bus"],
    "events:DescribeRule": ["rule", "event pattern"],
    "events:TestEventPattern": ["event pattern"],
    "events:ListTargetsByRule": ["targets"],
    "logs:DescribeLogGroups": ["raw event log"],
    "logs:DescribeResourcePolicies": ["raw event log policy"],
    "logs:FilterLogEvents": ofBoth("function log"),
    "sqs:GetQueueAttributes": ["queue", "dead letters", "queue key"].flatMap(ofBoth),
    "kms:DescribeKey": ["Lake: queue key", "event data store key", "bucket key"],
    "lambda:ListEventSourceMappings": ofBoth("mapping"),
    "lambda:GetFunctionConfiguration": ofBoth("function"),
    "lambda:GetFunctionConcurrency": ofBoth("concurrency"),
    "iam:SimulatePrincipalPolicy": ofBoth("role"),
    "cloudtrail:GetChannel": ["channel"],
    "cloudtrail:GetEventDataStore": ["event data store", "event data store key"],
    "s3:GetBucketLocation": ["bucket"],
    "s3:GetBucketPublicAccessBlock": ["public access"],
    "s3:GetBucketPolicy": ["bucket policy"],
    "s3:GetBucketObjectLockConfiguration": ["object lock"],
    "s3:GetEncryptionConfiguration": ["bucket key"],
    "glue:GetTable": ["table"],
    "athena:GetWorkGroup": ["workgroup"],
};

/** Of direct delivery, and of the preflight. */
const elsewhere = [
    "lambda:GetPolicy",
    "events:ListEventSources",
    "cloudtrail:ListEventDataStores",
    "cloudtrail:ListChannels",
];

const policy = documentedPolicy("doctor");

describe("doctor, of a deployment in which everything is that there can be", function () {
    this.timeout(60_000);
    let world: World;
    let healthy: string[];
    before(async () => {
        world = await startWorld();
    });
    after(() => world.close());
    afterEach(() => world.mend());

    it("finds nothing while all is well", async () => {
        const { code, results } = await world.look();
        healthy = results.map(({ check }) => check);
        expect([code, byState(results, "ok")]).to.deep.equal([0, healthy]);
        expect(healthy).to.have.lengthOf(33);
    });

    for (const breakage of [...sourceBreakages, ...unitBreakages, ...destinationBreakages])
        it(`says, and of nothing else: ${breakage.what}`, async () => {
            await onlyFinding(breakage);
        });

    async function onlyFinding({ break: damage, finding, says, mend, skipped = [], without = [] }: Breakage) {
        const undo: unknown = await damage(world);
        try {
            const { code, results } = await world.look();
            expect(byState(results, "problem")).to.deep.equal([finding]);
            expect(byState(results, "skipped")).to.deep.equal(skipped);
            expect(results.map(({ check }) => check)).to.deep.equal(
                healthy.filter((check) => !without.includes(check)),
            );
            const found = results.find(({ check }) => check === finding);
            expect(found?.says).to.match(says);
            expect(found?.mend.join("\n")).to.match(mend ?? /^pulumi up --refresh$/);
            expect(code).to.equal(1);
        } finally {
            if (typeof undo === "function") await (undo as () => unknown)();
        }
    }

    async function skipped(without?: string): Promise<Record<string, string>> {
        world.hooks.policy = policy.without(without);
        const { code, results } = await world.look();
        const others = results.filter(({ state }) => state !== "ok");
        expect([code, byState(others, "problem")]).to.deep.equal([0, []]);
        return Object.fromEntries(others.map(({ check, says }) => [check, says]));
    }

    it("may do what it needs, as it is documented", async () => {
        expect(await skipped()).to.deep.equal({});
        expect(policy.actions).to.have.members([...Object.keys(skippedWithout), ...elsewhere]);
    });

    for (const [action, checks] of Object.entries(skippedWithout))
        it(`skips what it may not: ${action}`, async () => {
            const found = await skipped(action);
            expect(Object.keys(found)).to.have.members(checks);
            for (const says of Object.values(found)) expect(says).to.include(`needs ${action}`);
        });

    /** Until doctor finds this; what it finds instead, if it does not. */
    async function until(wanted: string[]): Promise<void> {
        let found: string[] = [];
        for (let tries = 0; tries < 50; tries++) {
            const { results } = await world.look();
            found = results.flatMap(({ check, state, says }) =>
                state === "problem" ? `${check}: ${says.replace(/, at .*/, "")}` : [],
            );
            if (found.join() === wanted.join()) break;
            await sleep(200);
        }
        expect(found).to.deep.equal(wanted);
    }

    // What it sees of faults in the running pipeline is what the function itself has written.
    it("says in an outage that access is denied, while it is", async () => {
        const denied = { status: 403, name: "AccessDeniedException", message: "injected" };
        world.hooks.channel = () => ({ refusal: denied });
        await world.pipeline.put([event("a"), event("b")]);
        await until([
            "Lake: function log: Batches are not delivered, and tried again: AccessDeniedException.",
            "channel: The channel's latest attempt failed: AccessDeniedException",
        ]);
        world.hooks = {};
        await world.pipeline.drain();
        await until([]);
    });

    it("says that an event was dead-lettered, and that the channel had refused it", async () => {
        const bad = { errorCode: "InvalidData", errorMessage: "injected" };
        world.hooks.channel = () => ({ failures: { bad } });
        await world.pipeline.put([event("bad")]);
        await world.pipeline.drain();
        await until([
            "Lake: dead letters: 1 event is dead-lettered.",
            "channel: The channel's latest attempt failed: InvalidData",
        ]);
    });
});
