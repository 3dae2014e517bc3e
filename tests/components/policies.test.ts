import { expect } from "chai";
import { evaluate } from "../../local/aws/iam/evaluate";
import { readPolicy } from "../../local/aws/iam/policy";
import { enough, policyOf, recordLake } from "../support/pulumi/component";
import type { LooseArgs } from "../support/pulumi/component";

const account = "us-east-1:123456789012";
const channelArn = `arn:aws:cloudtrail:${account}:channel/22222222-bbbb`;
const key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd";
const allow = (Sid: string, Resource: string, ...Action: string[]) => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource,
});
const throughService = (statement: object, service: string) => ({
    ...statement,
    Condition: { StringEquals: { "kms:ViaService": `${service}.us-east-1.amazonaws.com` } },
});
const document = (...Statement: object[]) => ({ Version: "2012-10-17", Statement });

const deliver = allow("DeliverEvents", channelArn, "cloudtrail-data:PutAuditEvents");
const setAside = allow(
    "SetEventsAside",
    `arn:aws:sqs:${account}:lake-dead-letters-1234567`,
    "sqs:SendMessage",
);
const writeLog = allow(
    "WriteLog",
    `arn:aws:logs:${account}:log-group:/aws/lambda/lake-0001:*`,
    "logs:CreateLogStream",
    "logs:PutLogEvents",
);
const readQueue = allow(
    "ReadQueue",
    `arn:aws:sqs:${account}:lake-queue-1234567`,
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:GetQueueAttributes",
);
const useKey = throughService(allow("UseQueueKey", key, "kms:Decrypt", "kms:GenerateDataKey"), "sqs");
const secret = `arn:aws:secretsmanager:${account}:secret:redaction-AbCdEf`;
const readHashKey = allow("ReadHashKey", secret, "secretsmanager:GetSecretValue");
const trace = allow("Trace", "*", "xray:PutTraceSegments", "xray:PutTelemetryRecords");

/** [title, arguments, the resource, the whole document]; golden graphs hold what they are by default. */
const cases: [string, LooseArgs, string, object][] = [
    [
        "the role, with the queues' key and tracing",
        { delivery: { kmsKeyArn: key }, forwarder: { tracing: true } },
        "lake-role-policy",
        document(deliver, setAside, writeLog, readQueue, useKey, trace),
    ],
    [
        "the role, with the key of redaction's hashes",
        { redaction: { hash: ["user_name"], hashKeySecretArn: secret } },
        "lake-role-policy",
        document(deliver, readHashKey, setAside, writeLog, readQueue),
    ],
    [
        "the role, if a key of the customer's encrypts that, and the bucket",
        {
            redaction: { hash: ["user_name"], hashKeySecretArn: secret, hashKeyKmsKeyArn: key },
            destinations: ["s3"],
            s3: { kmsKeyArn: key },
        },
        "lake-s3-role-policy",
        document(
            allow("StoreEvents", "arn:aws:s3:::lake-s3-bucket-1234567/events/*", "s3:PutObject"),
            throughService(allow("UseBucketKey", key, "kms:GenerateDataKey"), "s3"),
            readHashKey,
            throughService(allow("DecryptHashKey", key, "kms:Decrypt"), "secretsmanager"),
            ...[setAside, writeLog, readQueue].map((statement) => ({
                ...statement,
                Resource: statement.Resource.replace("lake-", "lake-s3-"),
            })),
        ),
    ],
];

describe("policies, as whole documents", () => {
    for (const [title, args, name, expected] of cases) {
        it(title, async () => {
            const recording = await recordLake({ ...enough, ...args });
            expect(recording.errors).to.deep.equal([]);
            expect(policyOf(recording, name)).to.deep.equal(expected);
        });
    }

    it("name resources, without exception but X-Ray's", async () => {
        const all = {
            delivery: { kmsKeyArn: key },
            forwarder: { tracing: true },
            channel: { policy: { accountIds: ["111122223333"] } },
        };
        const { registrations } = await recordLake({ ...enough, ...all });
        const documents = registrations.flatMap(({ inputs }) =>
            ["policy", "policyDocument", "resourcePolicy"].flatMap((property) => {
                const value = inputs[property];
                if (value === undefined) return [];
                return (typeof value === "string" ? JSON.parse(value) : value) as ReturnType<typeof document>;
            }),
        );
        const open = documents
            .flatMap(({ Statement }) => Statement as { Sid: string; Resource: string; Effect: string }[])
            .filter(({ Resource }) => Resource === "*");
        expect(documents).to.have.length(5);
        expect(open.map(({ Sid }) => Sid)).to.deep.equal(["Trace"]);
    });

    it("the role in China, whose endpoints have a suffix of their own", async () => {
        const china = { account: "123456789012", region: "cn-north-1", partition: "aws-cn" };
        const kmsKeyArn = "arn:aws-cn:kms:cn-north-1:123456789012:key/1234abcd";
        const recording = await recordLake(
            { ...enough, delivery: { kmsKeyArn } },
            { aws: china, awsNative: china },
        );
        const services = ["sqs.cn-north-1.amazonaws.com", "sqs.cn-north-1.amazonaws.com.cn"];
        const { Statement } = policyOf(recording, "lake-role-policy") as { Statement: object[] };
        expect(Statement.at(-1)).to.deep.include({
            Condition: { StringEquals: { "kms:ViaService": services } },
        });
    });

    it("of the queues deny what does not come over TLS, even to an administrator", async () => {
        const recording = await recordLake();
        const account = "123456789012";
        const name = `arn:aws:iam::${account}:role/administrator`;
        const everything = readPolicy(
            document({ Effect: "Allow", Action: "*", Resource: "*" }),
            "everything",
        );
        for (const queue of ["lake-queue", "lake-dead-letters"]) {
            const policy = readPolicy(policyOf(recording, `${queue}-policy`), "the queue's policy");
            const denial = (tls: string) => {
                const resource = `arn:aws:sqs:us-east-1:${account}:${queue}-1234567`;
                const principal = { arn: name, name, account };
                const context = { "aws:SecureTransport": tls };
                const asked = { principal, action: "sqs:SendMessage", resource, context };
                return evaluate(asked, everything, policy, account);
            };
            expect(denial("true"), queue).to.equal(undefined);
            expect(denial("false"), queue).to.include("explicit deny");
        }
    });
});
