import { expect } from "chai";
import { documentedPolicy } from "../policies";
import { startWorld, withKeys, type World } from "./support";

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

describe("what doctor may", function () {
    this.timeout(60_000);
    let world: World;
    before(async () => {
        world = await startWorld(withKeys);
    });
    after(() => world.close());

    async function skipped(without?: string): Promise<Record<string, string>> {
        world.permit(policy.without(without));
        const { code, results } = await world.look();
        const others = results.filter(({ state }) => state !== "ok");
        expect([code, others.filter(({ state }) => state === "problem")]).to.deep.equal([0, []]);
        return Object.fromEntries(others.map(({ check, says }) => [check, says]));
    }

    it("is enough, as it is documented", async () => {
        expect(await skipped()).to.deep.equal({});
        expect(policy.actions).to.have.members([...Object.keys(skippedWithout), ...elsewhere]);
    });

    for (const [action, checks] of Object.entries(skippedWithout))
        it(`is skipped where it may not ${action}, and nothing else is`, async () => {
            const found = await skipped(action);
            expect(Object.keys(found)).to.have.members(checks);
            for (const says of Object.values(found)) expect(says).to.include(`needs ${action}`);
        });
});

describe("what doctor may, of direct delivery and before the first `up`", function () {
    this.timeout(60_000);
    let world: World;
    before(async () => {
        world = await startWorld({ deliveryMode: "direct" });
    });
    after(() => world.close());

    const source = "aws.partner/onelogin.com/US-1/other";
    for (const [action, check, args] of [
        ["lambda:GetPolicy", "invoke permission", []],
        ["events:ListEventSources", "event source", ["--preflight", "--source", source]],
        ["cloudtrail:ListEventDataStores", "event data stores", ["--preflight", "--source", source]],
        ["cloudtrail:ListChannels", "channel", ["--preflight", "--source", source]],
        ["cloudtrail:GetChannel", "channel", ["--preflight", "--source", source]],
    ] as const)
        it(`is skipped where it may not ${action}`, async () => {
            world.permit(policy.without(action));
            const { results } = await world.look(...args);
            const skipped = results.filter(({ state }) => state === "skipped");
            expect(
                skipped.map(({ check: name, says }) => [name, says.includes(`needs ${action}`)]),
            ).to.deep.equal([[check, true]]);
        });
});
