import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { enough, messageOf, recordLake } from "../../support/pulumi/component";
import type { LooseArgs } from "../../support/pulumi/component";

const storeArn = "arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/s3cr3t";

/** [title, arguments, the line of the message] */
const cases: [string, () => LooseArgs, string][] = [
    [
        "a secret value",
        () => ({ eventBusName: pulumi.secret("s3cr3t bus"), eventSourceName: undefined }),
        "eventBusName: the value given (not shown) must be an event bus's name (not its ARN), 1-256 of letters, digits and /._-",
    ],
    [
        "a secret map",
        () => ({ tags: pulumi.secret({ "aws:s3cr3t": "s3cr3t" }) }),
        "tags[(not shown)]: its key must be of 1-127 letters, digits, spaces and _.:/=+-@, and not begin with aws:",
    ],
    [
        "a secret list",
        () => ({ eventDataStoreArns: pulumi.secret(["s3cr3t"]) }),
        "eventDataStoreArns[0]: the value given (not shown) must be an ARN like arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/EXAMPLE-f852-4e8f-8bd1-bcf6cEXAMPLE",
    ],
    [
        "a secret that is there twice",
        () => ({ eventDataStoreArns: [storeArn, pulumi.secret(storeArn)] }),
        "eventDataStoreArns[1]: the value given (not shown) is there already, as eventDataStoreArns[0]; give each once",
    ],
    [
        "a secret entry",
        () => ({ tags: { team: pulumi.secret(12345) } }),
        'tags["team"]: the value given (not shown) must be a string of 1-255 letters, digits, spaces and _.:/=+-@ that does not begin with aws:',
    ],
    [
        "a secret in a limit",
        () => ({ delivery: { maxReceiveCount: 200 }, forwarder: { timeoutSeconds: pulumi.secret(876) } }),
        "delivery.maxReceiveCount: the values given (not shown) do not go together with delivery.retentionDays, delivery.batchWindowSeconds, forwarder.timeoutSeconds; see their limits",
    ],
    [
        "the external ID, even where it is no secret",
        () => ({
            channel: { policy: { accountIds: ["111122223333"], externalId: Promise.resolve("s3cr3t!") } },
        }),
        "channel.policy.externalId: the value given (not shown) must be 2-1224 of letters, digits and _+=,.@:/-",
    ],
];

describe("a faulty secret that comes later is not shown", () => {
    for (const [title, args, fault] of cases) {
        it(title, async () => {
            const { errors } = await recordLake({ ...enough, ...args() });
            expect(errors).to.deep.equal([messageOf(fault)]);
            expect(errors.join()).not.to.match(/s3cr3t|12345|876/);
        });
    }
});
