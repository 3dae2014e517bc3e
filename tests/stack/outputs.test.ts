import { expect } from "chai";
import { valueOf } from "../support/pulumi/recorder";
import { recordStack } from "../support/pulumi/stack";

describe("the stack's outputs", () => {
    it("are the component's", async () => {
        const { result } = await recordStack();
        expect(Object.keys(result ?? {})).to.deep.equal([
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
        ]);
        expect(await valueOf(result?.functionName)).to.equal("onelogin-function-1234567");
    });

    it("are only those that there are: an undefined one is warned of at every run", async () => {
        const { result } = await recordStack({ deliveryMode: "direct", eventLogEnabled: false });
        expect(Object.values(result ?? {})).not.to.include(undefined);
        expect(result).not.to.have.any.keys("queueUrl", "queueArn", "queueName", "eventLogGroupName");
    });
});
