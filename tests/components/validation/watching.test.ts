import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { enough, messageOf, recordLake, topic } from "../../support/pulumi/component";
import { itSays } from "../../support/pulumi/saying";

const actions = [topic];
const noQueue =
    "has no meaning with mode direct, which has no queue; leave it out, or set delivery.mode to buffered";
const retry = (minutes: number, seconds: number, group: string, least: number) =>
    `alarms.waitMinutes: ${minutes} must be more than one failed try takes, ${seconds} s (7 x forwarder.timeoutSeconds + 2 x ${group}.batchWindowSeconds); raise it to ${least} or more`;

describe("alarms and dashboard", () => {
    itSays({ alarms: {} }, "alarms.actions: is missing; name what to call, such as the ARN of an SNS topic");
    itSays(
        { alarms: true },
        "alarms: must be a plain object with any of actions, okActions, silenceHours, waitMinutes (these may be Outputs)",
    );
    itSays(
        { alarms: { actions, waitMinutes: 60 }, delivery: { mode: "direct" } },
        `alarms.waitMinutes: ${noQueue}`,
    );
    itSays({ alarms: { actions, waitMinutes: 7 } }, retry(7, 430, "delivery", 8));
    itSays({ alarms: { actions }, forwarder: { timeoutSeconds: 256 } }, retry(30, 1802, "delivery", 31));
    itSays(
        { alarms: { actions, waitMinutes: 17 }, destinations: ["s3"] },
        retry(17, 1020, "s3.delivery", 18),
    );

    it("takes what is just above one failed try, whatever a destination that is not there would take", async () => {
        for (const args of [
            { alarms: { actions, waitMinutes: 8 } },
            { alarms: { actions, waitMinutes: 18 }, destinations: ["cloudtrail-lake", "s3"] },
            { alarms: { actions }, delivery: { mode: "direct" }, forwarder: { timeoutSeconds: 900 } },
        ])
            expect((await recordLake({ ...enough, ...args })).errors).to.deep.equal([]);
    });

    it("refuses what an alarm cannot call from its Region, an Output, too", async () => {
        const elsewhere = topic.replace("us-east-1", "eu-west-1");
        const fault = (index: number) =>
            `alarms.actions[${index}]: lies in the Region eu-west-1 (partition aws), the aws provider works in us-east-1 (partition aws); name what to call of this Region`;
        for (const action of [elsewhere, pulumi.output(elsewhere)]) {
            const { errors } = await recordLake({ ...enough, alarms: { actions: [topic, action] } });
            expect(errors).to.deep.equal([messageOf(fault(1))]);
        }
    });
});
