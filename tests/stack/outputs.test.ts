import { expect } from "chai";
import { valueOf } from "../support/pulumi/recorder";
import { recordStack } from "../support/pulumi/stack";

describe("the stack's outputs", () => {
    it("are the component's", async () => {
        const { result } = await recordStack();
        expect(Object.keys(result ?? {})).to.have.members([
            "channelArn",
            "eventDataStoreArns",
            "eventDataStoreId",
            "eventBusName",
            "ruleArn",
            "functionName",
            "functionArn",
            "functionLogGroupName",
            "roleArn",
            "queueUrl",
            "queueArn",
            "queueName",
            "deadLetterQueueUrl",
            "deadLetterQueueArn",
            "deadLetterQueueName",
            "eventLogGroupName",
            "metricsNamespace",
            "queries",
            "detections",
        ]);
        expect(await valueOf(result?.functionName)).to.equal("onelogin-function-1234567");
    });

    it("are only those that there are: an undefined one is warned of at every run", async () => {
        const { result } = await recordStack({ deliveryMode: "direct", eventLogEnabled: false });
        expect(Object.values(result ?? {})).not.to.include(undefined);
        expect(result).not.to.have.any.keys("queueUrl", "queueArn", "queueName", "eventLogGroupName");
    });

    it("have no store's id with a channel that exists, unless its stores are named", async () => {
        const arn = (resource: string) => `arn:aws:cloudtrail:us-east-1:123456789012:${resource}`;
        const channelArn = arn("channel/abc");
        const { result } = await recordStack({ channelArn });
        expect(result).to.include.keys("channelArn", "eventDataStoreArns");
        expect(result).not.to.have.any.keys("eventDataStoreId");
        const named = await recordStack({ channelArn, eventDataStoreArns: [arn("eventdatastore/def")] });
        expect(await valueOf(named.result?.eventDataStoreId)).to.equal("def");
    });
});
