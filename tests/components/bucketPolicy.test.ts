import { expect } from "chai";
import { evaluate } from "../../local/aws/iam/evaluate";
import { readPolicy } from "../../local/aws/iam/policy";
import { enough, policyOf, recordLake } from "../support/pulumi/component";
import type { LooseArgs } from "../support/pulumi/component";
import { valueOf } from "../support/pulumi/recorder";

const account = "123456789012";
const bucket = "arn:aws:s3:::lake-s3-bucket-1234567";
const event = `${bucket}/events/day=2026-11-27/20261127T075514Z-0.json.gz`;
const roleArn = (name: string, owner = account) => `arn:aws:iam::${owner}:role/${name}`;
const caller = (name: string, owner = account) => {
    const arn = roleArn(name, owner);
    return { arn, account: owner, name: arn };
};
const writer = caller("lake-s3-role-1234567");
const history = caller("history");
const administrator = caller("administrator");
const tls = { "aws:SecureTransport": "true" };
const noTls = { "aws:SecureTransport": "false" };
const anew = { ...tls, "s3:if-none-match": "*" };

interface Document {
    Version: string;
    Statement: { Sid: string }[];
}

/** Who asks for what, of the events' bucket's first event, with TLS and for a new object unless it is said otherwise. */
type Attempt = [what: string, principal: typeof writer, action: string, resource?: string, context?: object];

/** What only this statement of the bucket's policy stops an administrator, the writer or a stranger from. */
const stopped: [sid: string, ...attempts: Attempt[]][] = [
    [
        "TlsOnly",
        ["the writer without TLS", writer, "s3:PutObject", event, { ...anew, ...noTls }],
        ["a reader of the bucket without TLS", administrator, "s3:ListBucket", bucket, noTls],
    ],
    ["WritersOnly", ["another's object among the events", administrator, "s3:PutObject"]],
    ["NewObjectsOnly", ["the writer over what is there", writer, "s3:PutObject", event, tls]],
    [
        "KeepEvents",
        ["a delete marker", administrator, "s3:DeleteObject"],
        ["a replica from elsewhere", administrator, "s3:ReplicateObject"],
        ["getting around the lock", administrator, "s3:BypassGovernanceRetention"],
        ["the writer's own delete", writer, "s3:DeleteObject"],
    ],
];

/** In the account's own policies everything is allowed: an administrator's. */
const everything = readPolicy(
    { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
    "an administrator's policy",
);

async function recorded(s3: LooseArgs): Promise<Document> {
    const recording = await recordLake({ ...enough, destinations: ["s3"], s3 });
    return policyOf(recording, "lake-s3-bucket-policy") as Document;
}

function without(document: Document, sid: string): Document {
    const Statement = document.Statement.filter(({ Sid }) => Sid !== sid);
    expect(Statement).to.have.length(document.Statement.length - 1);
    return { ...document, Statement };
}

function mayBy(
    document: Document,
    [, principal, action, resource = event, more = anew]: Attempt,
    owner = account,
) {
    const context = { "aws:PrincipalArn": principal.name, ...more };
    const asked = { principal, action, resource, context };
    return evaluate(asked, everything, readPolicy(document, "the bucket's policy"), owner) === undefined;
}

describe("the bucket's policy", () => {
    let bucketPolicy: Document;
    before(async () => {
        bucketPolicy = await recorded({ writerArns: [history.arn] });
    });

    for (const [sid, ...attempts] of stopped) {
        for (const attempt of attempts) {
            it(`${sid} stops ${attempt[0]}, and nothing else does`, () => {
                expect(mayBy(bucketPolicy, attempt)).to.equal(false);
                expect(mayBy(without(bucketPolicy, sid), attempt)).to.equal(true);
            });
        }
    }

    it("lets the writer and writerArns create objects, and whoever may delete versions empty the bucket", () => {
        const notes = `${bucket}/notes.txt`;
        for (const attempt of [
            ["a new object", writer, "s3:PutObject"],
            ["a new object", history, "s3:PutObject"],
            ["a destroy", administrator, "s3:DeleteObjectVersion"],
            ["not an event", administrator, "s3:PutObject", notes, tls],
            ["not an event", administrator, "s3:DeleteObject", notes, tls],
        ] satisfies Attempt[])
            expect(mayBy(bucketPolicy, attempt), `${attempt[0]}, ${attempt[2]}`).to.equal(true);
    });
});

describe("the policy of a bucket that exists", () => {
    const archive = "arn:aws:s3:::log-archive";
    const object = `${archive}/events/day=2026-11-27/a.json.gz`;

    async function statementsOf(accountId: string): Promise<Document> {
        const { result } = await recordLake({
            ...enough,
            destinations: ["s3"],
            s3: { existingBucket: { name: "log-archive", accountId }, writerArns: [history.arn] },
        });
        const text = (await valueOf(result?.s3BucketPolicyStatements)) as string;
        return { Version: "2012-10-17", Statement: JSON.parse(text) as Document["Statement"] };
    }

    it("of another account lets the writers write and the function's account read, and nobody else", async () => {
        const policy = await statementsOf("999988887777");
        const may = (principal: typeof writer, action: string, resource = object) =>
            mayBy(policy, ["", principal, action, resource], "999988887777");
        expect(may(writer, "s3:PutObject")).to.equal(true);
        expect(may(history, "s3:PutObject")).to.equal(true);
        expect(may(administrator, "s3:PutObject")).to.equal(false);
        expect(may(administrator, "s3:GetObject")).to.equal(true);
        expect(may(administrator, "s3:ListBucket", archive)).to.equal(true);
        expect(may(administrator, "s3:DeleteObject")).to.equal(false);
        expect(may(caller("x", "555566667777"), "s3:GetObject")).to.equal(false);
        expect(may(caller("owner", "999988887777"), "s3:PutObject")).to.equal(false);
    });

    it("of the function's own account guards it as one that is made, and allows nothing", async () => {
        const own = await statementsOf(account);
        expect(own.Statement.map(({ Sid }) => Sid)).to.deep.equal(stopped.map(([sid]) => sid));
        const made = await recorded({ writerArns: [history.arn] });
        expect(JSON.stringify(own).replaceAll(archive, bucket)).to.equal(JSON.stringify(made));
    });
});
