import { expect } from "chai";
import { evaluateStack } from "../../lab/stack";
import type { Evaluated } from "../../local/deploy/program";
import type { Outcome } from "../../local/run/unit";
import documented from "./documentedPermissions.json";
import { permissionsIn, run, without } from "./support";
import type { Permission, RunOptions } from "./support";

const role = (statement: string, action: string): Permission => ({
    policy: "role-policy",
    statement,
    action,
});
const rule = (policy: string): Permission => ({ policy, statement: "RuleSends", action: "sqs:SendMessage" });

/** CloudTrail rejects the event: it has to be dead-lettered. */
const rejecting: RunOptions = {
    intercept: () => ({ failures: { a: { errorCode: "InvalidData", errorMessage: "not today" } } }),
};

/** S3 rejects none: what has to be dead-lettered is not an event. */
const notAnEvent: RunOptions = { message: "5" };

interface End {
    /** Where the one event is in the end. */
    stored: number;
    deadLetters: number;
    leftInQueue: number;
}

function endOf({ reconciliation, deadLetters, leftInQueue }: Outcome): End {
    return { stored: reconciliation.stored, deadLetters: deadLetters.length, leftInQueue };
}

const delivered: End = { stored: 1, deadLetters: 0, leftInQueue: 0 };
const waiting: End = { stored: 0, deadLetters: 0, leftInQueue: 1 };
const lost: End = { stored: 0, deadLetters: 0, leftInQueue: 0 };
const deadLettered: End = { stored: 0, deadLetters: 1, leftInQueue: 0 };

/** What is taken away, what goes wrong besides, where the event ends, and which call is refused. */
type Case = [title: string, taken: Permission[], besides: RunOptions | undefined, end: End, denied: RegExp];

const putAuditEvents = role("DeliverEvents", "cloudtrail-data:PutAuditEvents");
const deadLetter = role("SetEventsAside", "sqs:SendMessage");
const readQueue = ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"].map((action) =>
    role("ReadQueue", `sqs:${action}`),
);
const [receive, remove, look] = readQueue;

const buffered: Case[] = [
    [
        "DeliverEvents, no event is delivered",
        [putAuditEvents],
        undefined,
        waiting,
        /cloudtrail-data:PutAuditEvents/,
    ],
    [
        "SetEventsAside, a rejected event stays in the queue",
        [deadLetter],
        rejecting,
        waiting,
        /sqs:SendMessage/,
    ],
    ["ReadQueue's ReceiveMessage, nothing is read", [receive], undefined, waiting, /sqs:ReceiveMessage/],
    ["ReadQueue's GetQueueAttributes, nothing is read", [look], undefined, waiting, /sqs:GetQueueAttributes/],
    [
        "ReadQueue's DeleteMessage, a delivered event comes again",
        [remove],
        undefined,
        { ...delivered, leftInQueue: 1 },
        /sqs:DeleteMessage/,
    ],
    [
        "the queue's RuleSends, EventBridge dead-letters the event",
        [rule("queue-policy")],
        undefined,
        deadLettered,
        /events\.amazonaws\.com .*sqs:SendMessage .*-queue-/,
    ],
    [
        "the dead-letter queue's RuleSends, what EventBridge has to dead-letter is lost",
        [rule("queue-policy"), rule("dead-letters-policy")],
        undefined,
        lost,
        /events\.amazonaws\.com .*sqs:SendMessage .*-dead-letters-/,
    ],
];

const direct: Case[] = [
    [
        "DeliverEvents, Lambda gives up and dead-letters the event",
        [putAuditEvents],
        undefined,
        deadLettered,
        /PutAuditEvents/,
    ],
    ["SetEventsAside, a rejected event is lost", [deadLetter], rejecting, lost, /sqs:SendMessage/],
];

/** S3's queue, function and role are made as the lake's: what differs is where it stores, and that it rejects nothing. */
const toS3: Case[] = [
    [
        "StoreEvents, no event is stored",
        [role("StoreEvents", "s3:PutObject")],
        undefined,
        waiting,
        /s3:PutObject/,
    ],
    [
        "SetEventsAside, what is not an event stays in the queue",
        [deadLetter],
        notAnEvent,
        waiting,
        /sqs:SendMessage/,
    ],
];

const secretKey = "arn:aws:kms:us-east-1:123456789012:key/1234abcd";
const redaction = {
    redactionHash: ["user_name"],
    redactionHashKeySecretArn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:redaction-AbCdEf",
    redactionHashKeyKmsKeyArn: secretKey,
};

const redacting: Case[] = [
    [
        "ReadHashKey, no event is delivered",
        [role("ReadHashKey", "secretsmanager:GetSecretValue")],
        { secretKey },
        waiting,
        /secretsmanager:GetSecretValue .*:secret:redaction-AbCdEf/,
    ],
    [
        "DecryptHashKey, no event is delivered",
        [role("DecryptHashKey", "kms:Decrypt")],
        { secretKey },
        waiting,
        /kms:Decrypt .*:key\/1234abcd/,
    ],
];

const modes: [mode: string, settings: object, cases: Case[], rejected: RunOptions][] = [
    ["buffered", { deliveryMode: "buffered" }, buffered, rejecting],
    ["direct", { deliveryMode: "direct" }, direct, rejecting],
    ["with redaction", redaction, redacting, { ...rejecting, secretKey }],
    ["to S3", { destinations: ["s3"], s3DeliveryBatchWindowSeconds: 5 }, toS3, notAnEvent],
];

for (const [mode, settings, cases, rejected] of modes) {
    describe(`the least privilege, ${mode}: without …`, () => {
        let whole: Evaluated;
        before(async () => {
            whole = await evaluateStack({ ...settings });
        });

        it("(with all of it, an event is delivered, or dead-lettered, and nothing is refused)", async () => {
            const { secretKey: key } = rejected;
            const ordinary = await run(whole, { secretKey: key });
            expect([endOf(ordinary), ordinary.denied]).to.deep.equal([delivered, []]);
            const aside = await run(whole, rejected);
            expect([endOf(aside), aside.denied]).to.deep.equal([deadLettered, []]);
        });

        for (const [title, taken, besides, end, denied] of cases) {
            it(title, async () => {
                const outcome = await run(taken.reduce(without, whole), besides);
                expect(outcome.denied.join("\n")).to.match(denied);
                expect(outcome.denied.join("\n")).to.include("is not authorized to perform");
                expect(endOf(outcome)).to.deep.equal(end);
            });
        }
    });
}

describe("the least privilege", () => {
    const tested = [...buffered, ...direct, ...toS3, ...redacting].flatMap(([, taken]) => taken);
    const isTested = (permission: Permission) =>
        tested.some((one) => JSON.stringify(one) === JSON.stringify(permission));
    const text = ({ statement, action }: Pick<Permission, "statement" | "action">) =>
        `${statement} ${action}`;
    /** Those that have no test above; S3's unit has the lake's permissions under the same names. */
    const othersOf = async (settings: object) =>
        permissionsIn(await evaluateStack({ ...settings }))
            .map((one) => ({ ...one, policy: one.policy.replace(/^s3-/, "") }))
            .filter((one) => !isTested(one))
            .map(text);
    const listed = documented.flatMap(({ statement, actions }) =>
        actions.map((action) => text({ statement, action })),
    );

    it("each permission has its test above, or its line in the documented list", async () => {
        const everything = {
            ...{ destinations: ["cloudtrail-lake", "s3"], deliveryKmsKeyArn: secretKey },
            ...{ forwarderTracing: true, ...redaction },
        };
        expect(new Set(await othersOf(everything))).to.deep.equal(new Set(listed));
    });

    it("direct delivery has no permission but those that have a test, or a line in the list", async () => {
        expect(listed).to.include.members(await othersOf({ deliveryMode: "direct" }));
    });

    it("the rule may invoke the function in direct delivery, and nobody else", async () => {
        const whole = await evaluateStack({ deliveryMode: "direct" });
        const resources = whole.resources.filter(({ type }) => !type.startsWith("aws:lambda/permission:"));
        expect(resources).to.have.length(whole.resources.length - 1);
        const outcome = await run({ ...whole, resources });
        expect(outcome.deadLetters[0].attributes).to.include({ ERROR_CODE: "NO_PERMISSIONS" });
        const unheard = without({ ...whole, resources }, rule("dead-letters-policy"));
        expect(endOf(await run(unheard))).to.deep.equal(lost);
    });

    it("nothing runs with a role that Lambda may not take on", async () => {
        const whole = await evaluateStack();
        const resources = whole.resources.map((resource) =>
            resource.type === "aws:iam/role:Role"
                ? {
                      ...resource,
                      inputs: {
                          ...resource.inputs,
                          assumeRolePolicy: (resource.inputs.assumeRolePolicy as string).replace(
                              "lambda.",
                              "ec2.",
                          ),
                      },
                  }
                : resource,
        );
        const error = await run({ ...whole, resources }).catch(({ message }: Error) => message);
        expect(error).to.equal("The role defined for the function cannot be assumed by Lambda.");
    });
});
