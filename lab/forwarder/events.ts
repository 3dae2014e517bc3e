/** OneLogin events as EventBridge hands them over. */
import { accountId as account } from "../../local/aws/place";

type Fields = Record<string, unknown>;

const channelArn = `arn:aws:cloudtrail:eu-central-1:${account}:channel/c-1`;
const secretArn = `arn:aws:secretsmanager:eu-central-1:${account}:secret:redaction-AbCdEf`;

const envelope: Fields = {
    version: "0",
    id: "0b7a4d1e-6f0c-4f1e-9d4e-2f4b8f6f0a11",
    "detail-type": "OneLogin Event",
    source: "aws.partner/onelogin.com/US-205033/061112e9cb",
    account,
    time: "2026-11-20T14:03:07Z",
    region: "eu-central-1",
    resources: [],
};

const logIn: Fields = {
    uuid: "5c101eef-1d2e-4f3a-8b4c-aabbcc019919",
    account_id: 205033,
    event_timestamp: "2026-11-20 14:03:00 UTC",
    event_type_id: 5,
};

/** A log-in with these fields besides those that are always there; `undefined` takes one of them out. */
function eventWith(detail: Fields = {}, change: Fields = {}): Fields {
    return { ...envelope, ...change, detail: { ...logIn, ...detail } };
}

function bodyWith(detail: Fields = {}, change: Fields = {}): string {
    return JSON.stringify(eventWith(detail, change));
}

/** The least that a log-in has: no time of its own, so that the envelope's counts. */
function event(uuid: string, more: Fields = {}): string {
    const detail = { uuid, event_type_id: 5, actor_user_id: 1, user_name: "Zoë 🔒", ...more };
    return JSON.stringify({
        ...envelope,
        id: `envelope-${uuid}`,
        time: "2026-11-20T14:03:04Z",
        detail,
    });
}

/** As many events with ids `e0`, `e1`, …  */
function bodies(count: number, detail: Fields = {}): string[] {
    return Array.from({ length: count }, (_, index) => bodyWith({ uuid: `e${index}`, ...detail }));
}

/** An SQS batch of these bodies; message ids are `m0`, `m1`, …, and so are receipt handles. */
function batchOf(bodies: string[], sentAt = 1_763_650_000_000, receiveCounts: number[] = []) {
    return {
        Records: bodies.map((body, index) => ({
            messageId: `m${index}`,
            receiptHandle: `m${index}`,
            body,
            attributes: {
                SentTimestamp: String(sentAt),
                ApproximateReceiveCount: String(receiveCounts[index] ?? 1),
            },
            eventSource: "aws:sqs",
            eventSourceARN: `arn:aws:sqs:eu-central-1:${account}:queue`,
        })),
    };
}

export { account, batchOf, bodies, bodyWith, channelArn, envelope, event, eventWith, secretArn, type Fields };
