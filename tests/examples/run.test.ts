import { expect } from "chai";
import { exampleNames, recordExample, sampleSecret } from "../support/pulumi/example";
import { valueOf } from "../support/pulumi/recorder";
import type { Recording } from "../support/pulumi/recorder";

function ofType(recording: Recording<unknown>, type: string): string[] {
    return recording.registrations.filter((one) => one.type === type).map(({ name }) => name);
}

describe("examples", () => {
    for (const name of exampleNames) {
        for (const preview of [false, true]) {
            it(`${name} runs${preview ? ", in a preview too" : ""}`, async () => {
                const { errors, registrations, result } = await recordExample(name, { preview });
                expect(errors).to.deep.equal([]);
                expect(registrations).to.have.length.above(15);
                expect(Object.keys(result ?? {})).to.have.length.above(1);
                expect(Object.values(result ?? {})).not.to.include(undefined);
            });
        }
    }

    it("production calls somebody about everything that there are alarms of", async () => {
        const recording = await recordExample("production");
        const alarms = ofType(recording, "aws:cloudwatch/metricAlarm:MetricAlarm");
        expect(alarms).to.have.members(
            ["dead-letters", "errors", "lost", "silent", "stuck", "unlogged", "waiting"].map(
                (alarm) => `onelogin-alarm-${alarm}`,
            ),
        );
        for (const name of alarms)
            expect(recording.named(name).inputs.alarmActions, name).to.deep.equal([
                "arn:aws:sns:us-east-1:123456789012:security-on-call",
            ]);
        expect(ofType(recording, "aws:cloudwatch/dashboard:Dashboard")).to.have.length(1);
    });

    it("production encrypts with its own key, bounds the role, adopts the store, protects all", async () => {
        const recording = await recordExample("production");
        const key = "arn:aws:kms:us-east-1:123456789012:key/12345678-abcd";
        for (const name of ["onelogin-queue", "onelogin-dead-letters"])
            expect(recording.named(name).inputs.kmsMasterKeyId, name).to.equal(key);
        expect(recording.named("onelogin-event-log").inputs.kmsKeyId).to.equal(key);
        expect(recording.named("onelogin-role").inputs.permissionsBoundary).to.match(/policy\/boundary$/);
        expect(ofType(recording, "aws-native:cloudtrail:EventDataStore")).to.deep.equal([]);
        const children = recording.registrations.filter(({ parent }) => parent === "onelogin");
        expect(children.map(({ protect }) => protect)).to.deep.equal(children.map(() => true));
    });

    it("two-tenants have one channel and one store between them, and everything else for themselves", async () => {
        const recording = await recordExample("two-tenants");
        expect(ofType(recording, "aws-native:cloudtrail:Channel")).to.deep.equal(["workforce-channel"]);
        expect(ofType(recording, "aws-native:cloudtrail:EventDataStore")).to.deep.equal(["workforce-store"]);
        const channelOf = (name: string) => {
            const { environment } = recording.named(`${name}-function`).inputs;
            return (environment as { variables: Record<string, string> }).variables.CHANNEL_ARN;
        };
        expect(channelOf("customers")).to.equal(channelOf("workforce"));
        expect(recording.named("customers-function").dependencies).to.include("workforce-channel");
    });

    it("central-account: both sides hold the same external ID, and it stays secret", async () => {
        const central = await recordExample("central-account/central");
        const member = await recordExample("central-account/member");
        for (const side of [central, member]) {
            const { inputs, secrets } = side.named("onelogin-function");
            const { variables } = inputs.environment as { variables: Record<string, string> };
            expect(variables.EXTERNAL_ID).to.equal(sampleSecret);
            expect(secrets).to.deep.equal(["environment.variables.EXTERNAL_ID"]);
        }
        expect(ofType(central, "aws-native:cloudtrail:ResourcePolicy")).to.have.length(1);
        expect(member.registrations.filter(({ type }) => type.startsWith("aws-native:"))).to.deep.equal([]);
        expect(member.calls.filter((call) => call.startsWith("aws-native:"))).to.deep.equal([]);
    });

    it("direct has the walk-through's names", async () => {
        const recording = await recordExample("direct");
        const names = recording.registrations
            .filter(({ inputs }) => typeof inputs.name === "string")
            .map(({ name, inputs }) => [name, inputs.name]);
        expect(Object.fromEntries(names)).to.deep.equal({
            "onelogin-bus": "aws.partner/onelogin.com/US-123456/ffffffffff",
            "onelogin-channel": "onelogin-event-channel",
            "onelogin-event-log": "/aws/events/eventbridge-onelogin",
            "onelogin-function": "OneLoginCloudTrailLakeConnector",
            "onelogin-role": "lambda-cloudtraillake-role",
            "onelogin-role-policy": "LambdaCloudTrailLakePolicy",
            "onelogin-rule": "onelogin-events",
            "onelogin-store": "onelogin-event-data-store",
        });
        expect(await valueOf(recording.result?.functionName)).to.equal("OneLoginCloudTrailLakeConnector");
    });
});
