import type { LooseArgs } from "../../support/pulumi/component";
import { itSays } from "../../support/pulumi/saying";

const integer = (unit: string, min: number, max: number) =>
    `must be a whole number of ${unit} from ${min} to ${max}`;
const lakeName = "must be 3-128 letters, digits, `.`, `_` and `-`";
const key =
    "must be an ARN like arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab (a key, not an alias)";
const source =
    "must be a partner event source's name, like aws.partner/onelogin.com/US-205033/061112e9cb, of at most 256 characters";
const store =
    "must be an ARN like arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/EXAMPLE-f852-4e8f-8bd1-bcf6cEXAMPLE";
const channel =
    "must be an ARN like arn:aws:cloudtrail:us-east-1:111122223333:channel/EXAMPLE8-0558-4f7e-a06a-43969EXAMPLE";
const id = "must be 2-1224 of letters, digits and _+=,.@:/-";
const flag = "must be true or false";
const alias = "arn:aws:kms:us-east-1:111122223333:alias/mine";
const storeArn = "arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/abc";
const long = (length: number) => "x".repeat(length);
const policy = (accountIds: unknown, externalId?: string) => ({
    channel: { policy: { accountIds, externalId } },
});

/** [arguments, the line that the engine prints of them] */
const invalid: [LooseArgs, string][] = [
    [{ eventSourceName: "onelogin" }, `eventSourceName: "onelogin" ${source}`],
    [
        { eventSourceName: "aws.partner/onelogin.com" },
        `eventSourceName: "aws.partner/onelogin.com" ${source}`,
    ],
    [{ eventSourceName: "aws.partner/a/b c" }, `eventSourceName: "aws.partner/a/b c" ${source}`],
    [{ eventSourceName: "aws.partner/a/b/" }, `eventSourceName: "aws.partner/a/b/" ${source}`],
    [{ eventSourceName: "aws.partner/a/b\n" }, `eventSourceName: "aws.partner/a/b\\n" ${source}`],
    [
        { eventSourceName: `aws.partner/a/${long(243)}` },
        `eventSourceName: "aws.partner/a/${long(105)}… ${source}`,
    ],
    [
        { eventSourceName: undefined, eventBusName: "arn:aws:events:us-east-1:111122223333:event-bus/a" },
        'eventBusName: "arn:aws:events:us-east-1:111122223333:event-bus/a" must be an event bus\'s name (not its ARN), 1-256 of letters, digits and /._-',
    ],
    [{ eventDataStore: { name: "ab" } }, `eventDataStore.name: "ab" ${lakeName}`],
    [{ eventDataStore: { name: "a b c" } }, `eventDataStore.name: "a b c" ${lakeName}`],
    [{ eventDataStore: { name: long(129) } }, `eventDataStore.name: "${long(119)}… ${lakeName}`],
    [
        { eventDataStore: { billingMode: "CHEAP" } },
        'eventDataStore.billingMode: "CHEAP" must be one of EXTENDABLE_RETENTION_PRICING, FIXED_RETENTION_PRICING',
    ],
    [{ eventDataStore: { retentionDays: 6 } }, `eventDataStore.retentionDays: 6 ${integer("days", 7, 3653)}`],
    [
        { eventDataStore: { retentionDays: 3654 } },
        `eventDataStore.retentionDays: 3654 ${integer("days", 7, 3653)}`,
    ],
    [{ eventDataStore: { kmsKeyArn: alias } }, `eventDataStore.kmsKeyArn: "${alias}" ${key}`],
    [
        { eventDataStore: { terminationProtection: "no" } },
        `eventDataStore.terminationProtection: "no" ${flag}`,
    ],
    [{ eventDataStore: { retainOnDelete: 0 } }, `eventDataStore.retainOnDelete: 0 ${flag}`],
    [{ eventDataStoreArns: [] }, "eventDataStoreArns: a list of length 0 must be a list of 1 to 10 entries"],
    [
        { eventDataStoreArns: Array(11).fill(storeArn) },
        "eventDataStoreArns: a list of length 11 must be a list of 1 to 10 entries",
    ],
    [{ eventDataStoreArns: storeArn }, `eventDataStoreArns: "${storeArn}" must be a list of 1 to 10 entries`],
    [{ eventDataStoreArns: [storeArn, "abc"] }, `eventDataStoreArns[1]: "abc" ${store}`],
    [
        { eventDataStoreArns: [storeArn, `${storeArn}2`, storeArn] },
        `eventDataStoreArns[2]: "${storeArn}" is there already, as eventDataStoreArns[0]; give each once`,
    ],
    [{ channel: { name: "a/b" } }, `channel.name: "a/b" ${lakeName}`],
    [{ channel: { source: "Okta" } }, 'channel.source: "Okta" must be one of OneLogin, Custom'],
    [policy([]), "channel.policy.accountIds: a list of length 0 must be a list of 1 to 181 entries"],
    [
        policy([111122223333]),
        "channel.policy.accountIds[0]: 111122223333 must be an account ID of 12 digits, as a string",
    ],
    [policy(["111122223333"], "x"), `channel.policy.externalId: the value given (not shown) ${id}`],
    [policy(["111122223333"], "s3cr3t!"), `channel.policy.externalId: the value given (not shown) ${id}`],
    [{ channelArn: "channel/abc" }, `channelArn: "channel/abc" ${channel}`],
    [{ channelArn: storeArn }, `channelArn: "${storeArn}" ${channel}`],
    [
        { channelArn: "arn:aws:cloudtrail:us-east-1:11112222333:channel/abc" },
        `channelArn: "arn:aws:cloudtrail:us-east-1:11112222333:channel/abc" ${channel}`,
    ],
    [
        { channelArn: "arn:aws:cloudtrail:eu-west-1:111122223333:channel/abc", externalId: long(1225) },
        `externalId: the value given (not shown) ${id}`,
    ],
];

describe("an invalid source, store or channel", () => {
    for (const [args, line] of invalid) itSays(args, line);
});
