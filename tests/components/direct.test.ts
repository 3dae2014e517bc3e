import { expect } from "chai";
import { enough, policyOf, recordLake } from "../support/pulumi/component";
import type { Recording } from "../support/pulumi/recorder";

const deadLettersArn = "arn:aws:sqs:us-east-1:123456789012:lake-dead-letters-1234567";
const functionArn = "arn:aws:lambda:us-east-1:123456789012:function:lake-function-1234567";

describe("direct delivery", () => {
    let direct: Recording<unknown>;
    let buffered: Recording<unknown>;
    before(async () => {
        direct = await recordLake({ ...enough, delivery: { mode: "direct" } });
        buffered = await recordLake();
    });

    const names = (recording: Recording<unknown>) => recording.registrations.map(({ name }) => name);

    it("has no queue and what belongs to it, but a permission and retries", () => {
        expect(direct.errors).to.deep.equal([]);
        const gone = names(buffered).filter((name) => !names(direct).includes(name));
        const added = names(direct).filter((name) => !names(buffered).includes(name));
        expect(gone.sort()).to.deep.equal([
            "lake-mapping",
            "lake-queue",
            "lake-queue-policy",
            "lake-queue-redrive",
            "lake-queue-target",
        ]);
        expect(added.sort()).to.deep.equal([
            "lake-function-permission",
            "lake-function-retries",
            "lake-function-target",
        ]);
    });

    it("lets no queue have its dead-letter queue", () => {
        expect(direct.named("lake-dead-letters-redrive").inputs.redriveAllowPolicy).to.equal(
            '{"redrivePermission":"denyAll"}',
        );
    });

    it("lets this rule alone invoke the function", () => {
        expect(direct.named("lake-function-permission").inputs).to.deep.equal({
            action: "lambda:InvokeFunction",
            function: "lake-function-1234567",
            principal: "events.amazonaws.com",
            sourceArn:
                "arn:aws:events:us-east-1:123456789012:rule/aws.partner/onelogin.com/US-205033/061112e9cb/lake-rule-1234567",
        });
    });

    it("tries twice more within 6 hours, then sets the event itself aside", () => {
        expect(direct.named("lake-function-retries").inputs).to.deep.equal({
            functionName: "lake-function-1234567",
            maximumEventAgeInSeconds: 21_600,
            maximumRetryAttempts: 2,
        });
        expect(direct.named("lake-function").inputs.deadLetterConfig).to.deep.equal({
            targetArn: deadLettersArn,
        });
        expect(buffered.named("lake-function").inputs).not.to.have.property("deadLetterConfig");
    });

    it("has the function as the rule's target, with dead letters", () => {
        expect(direct.named("lake-function-target").inputs).to.deep.equal({
            eventBusName: "aws.partner/onelogin.com/US-205033/061112e9cb",
            rule: "lake-rule-1234567",
            arn: functionArn,
            retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
            deadLetterConfig: { arn: deadLettersArn },
        });
    });

    it("may not read a queue", () => {
        const policy = policyOf(direct, "lake-role-policy") as { Statement: { Sid: string }[] };
        expect(policy.Statement.map(({ Sid }) => Sid)).to.deep.equal([
            "DeliverEvents",
            "SetEventsAside",
            "WriteLog",
        ]);
    });

    it("takes the queues' key for the dead letters", async () => {
        const kmsKeyArn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd";
        const made = await recordLake({ ...enough, delivery: { mode: "direct", kmsKeyArn } });
        expect(made.named("lake-dead-letters").inputs.kmsMasterKeyId).to.equal(kmsKeyArn);
    });
});
