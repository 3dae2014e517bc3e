import { expect } from "chai";
import { DeleteObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { createObjects } from "../../handler/objects";
import { createScalars } from "../../handler/scalars";
import { readPolicy } from "../../local/aws/iam/policy";
import { bodyWith } from "../../lab/forwarder/events";
import { from, open, packed } from "../local/athena/support";
import { failure } from "../local/lake/support";
import { permissionsOf, serve, type Running } from "../local/s3/support";
import { createWritersMapper } from "../support/mapper";
import { enough, policyOf, recordLake } from "../support/pulumi/component";

const day = "2026-11-20";
const receivedAt = Date.parse(`${day}T14:03:08Z`);

describe("a stranger's line that breaks a day", () => {
    const mapper = createWritersMapper();
    const { toObject } = createObjects(createScalars(128));
    /** What somebody may call himself, his device or his application, or put into an event besides. */
    const hostile = [
        { uuid: "half", user_name: "\ud83d", "\udee0": "x" },
        { uuid: "breaks", notes: '"}\n{"eventid":"forged"}\r\n\u2028\u0000', app_name: "\\" },
        { uuid: "nested", notes: { a: [{ b: "c" }] }, roles: [[], {}, null] },
        { uuid: "keys", A: 1, a: 2, "": 3, "a.b": 4, __proto__x: 5 },
        { uuid: "numbers", notes: 1e308, user_id: "9".repeat(400), event_type_id: "5e999" },
        { uuid: "long", notes: "x".repeat(200_000) },
    ];
    const query = `SELECT count(DISTINCT eventData.UID), count(eventData.requestParameters) ${from} WHERE day = '${day}'`;

    it("cannot be made by an event: whatever is in it, the day's events are all found", async () => {
        const events = [{ uuid: "innocent" }, ...hostile].map((detail) => {
            const mapped = mapper.map(bodyWith(detail), receivedAt);
            return typeof mapped === "string" ? expect.fail(mapped) : mapped;
        });
        const { key, body } = toObject(events);
        const opened = await open();
        const { athena } = opened;
        opened.put(key, body);
        const { rows } = await athena.query(query);
        expect(rows[0][0]).to.equal(String(events.length));
        // What does break a day is a line that nobody but the writer could put there.
        opened.put(`events/day=${day}/other.json.gz`, packed("this is no row"));
        expect(await failure(athena.query(query))).to.include("other.json.gz");
        await athena.close();
    });

    it("cannot be put there by anybody but the function and writerArns, even an administrator", async () => {
        const { bucket, running } = await guarded("GOVERNANCE");
        const stranger = running.clientOf("operator");
        const object = {
            Bucket: bucket,
            Key: `events/day=${day}/x`,
            Body: "{}",
            ChecksumAlgorithm: "SHA256",
        } as const;
        expect(
            await failure(stranger.send(new PutObjectCommand({ ...object, IfNoneMatch: "*" }))),
        ).to.include("explicit deny in a resource-based policy");
        await running.close();
    });
});

/** The bucket as the component makes it, its policy included, with an administrator as the operator. */
async function guarded(mode: string, withPolicy = true): Promise<{ bucket: string; running: Running }> {
    const recording = await recordLake({ ...enough, destinations: ["s3"], s3: { objectLock: { mode } } });
    const { rule } = recording.named("lake-s3-object-lock").inputs as {
        rule: { defaultRetention: { mode: string; days: number } };
    };
    const document = policyOf(recording, "lake-s3-bucket-policy");
    const [arn] = (JSON.stringify(document).match(/arn:aws:s3:::[a-z0-9.-]+(?=")/) ?? []) as string[];
    const policy = withPolicy ? readPolicy(document, "the bucket's policy") : undefined;
    const change = { name: arn.split(":::")[1], arn, policy, lock: rule.defaultRetention };
    const running = await serve(change, { permissions: permissionsOf(policy) });
    running.bucket.put("events/day=2026-11-20/a", Buffer.from("a"), {}, true);
    return { bucket: change.name, running };
}

describe("an administrator under GOVERNANCE", () => {
    /** Each way to get rid of an object, and what came of it. */
    async function attempts(client: S3Client, Bucket: string, VersionId: string): Promise<string[]> {
        const Key = "events/day=2026-11-20/a";
        const ways = [{}, { VersionId }, { VersionId, BypassGovernanceRetention: true }];
        const outcomes: string[] = [];
        for (const way of ways)
            outcomes.push(await failure(client.send(new DeleteObjectCommand({ Bucket, Key, ...way }))));
        return outcomes.map((outcome) => outcome.replace(/^AccessDenied: /, ""));
    }
    const denied = "with an explicit deny in a resource-based policy";
    const locked = "Access Denied because object protected by object lock.";
    let running: Running | undefined;
    afterEach(() => running?.close());

    async function tried(mode: string, withPolicy: boolean): Promise<{ outcomes: string[]; left: number }> {
        const world = await guarded(mode, withPolicy);
        running = world.running;
        const key = "events/day=2026-11-20/a";
        const [{ id }] = running.bucket.versions(key);
        const outcomes = await attempts(running.clientOf("operator"), world.bucket, id);
        return { outcomes, left: running.bucket.versions(key).filter(({ isMarker }) => !isMarker).length };
    }

    it("neither hides an event, nor deletes it, nor gets around the lock, while the bucket's policy stands", async () => {
        expect(await tried("GOVERNANCE", true)).to.deep.equal({
            outcomes: [denied, locked, denied],
            left: 1,
        });
    });

    it("who takes the policy away first gets around GOVERNANCE, and not around COMPLIANCE", async () => {
        expect((await tried("GOVERNANCE", false)).left).to.equal(0);
        await running?.close();
        const { outcomes, left } = await tried("COMPLIANCE", false);
        expect([outcomes.slice(1), left]).to.deep.equal([[locked, locked], 1]);
    });
});
