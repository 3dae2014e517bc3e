import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { enough, messageOf, recordLake } from "../../support/pulumi/component";
import { itSays } from "../../support/pulumi/saying";

const topic = "arn:aws:sns:us-east-1:123456789012:on-call";
const actions = [topic];
const anAction =
    "must be the ARN of an SNS topic, like arn:aws:sns:us-east-1:111122223333:on-call, a Lambda function, an OpsItem, a response plan or an investigation group";
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
        { alarms: { actions: [] } },
        "alarms.actions: a list of length 0 must be a list of 1 to 5 entries",
    );
    itSays(
        { alarms: { actions: Array(6).fill(topic) } },
        "alarms.actions: a list of length 6 must be a list of 1 to 5 entries",
    );
    itSays(
        { alarms: { actions: [topic, topic] } },
        `alarms.actions[1]: "${topic}" is there already, as alarms.actions[0]; give each once`,
    );
    for (const wrong of [
        `${topic}.first`,
        "arn:aws:sqs:us-east-1:123456789012:on-call",
        "arn:aws:automate:us-east-1:ec2:stop",
        "arn:aws:ssm:us-east-1:123456789012:opsitem:5",
        "arn:aws:sns:us-east-1:123456789012:on-call:subscription",
    ])
        itSays({ alarms: { actions: [wrong] } }, `alarms.actions[0]: "${wrong}" ${anAction}`);
    itSays(
        { alarms: { actions, silenceHours: 169 } },
        "alarms.silenceHours: 169 must be a whole number of hours from 0 to 168",
    );
    itSays(
        { alarms: { actions, silenceHours: pulumi.output(3) } },
        "alarms.silenceHours: must be a plain value, because it decides what is made; give a whole number of hours from 0 to 168",
    );
    itSays(
        { alarms: { actions, okActions: 1, waitMinutes: 1441 } },
        "alarms.okActions: 1 must be true or false",
        "alarms.waitMinutes: 1441 must be a whole number of minutes from 1 to 1440",
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
    itSays(
        { dashboard: { name: "my board" } },
        'dashboard.name: "my board" must be 1-255 letters, digits, `_` and `-`',
    );
    itSays({ dashboard: { title: "x" } }, "dashboard.title: there is no such input; dashboard takes name");

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

    it("takes an incident's response plan, which has no Region", async () => {
        const plan = "arn:aws:ssm-incidents::123456789012:response-plan/on-call";
        expect((await recordLake({ ...enough, alarms: { actions: [plan] } })).errors).to.deep.equal([]);
    });
});
