import { expect } from "chai";
import { answer } from "../../../local/aws/functions";
import { accountId, arnOf, placeIn, queueUrlOf } from "../../../local/aws/place";
import { addedTo, physicalName } from "../../../local/aws/resources";

const here = placeIn("us-east-1");
const china = placeIn("cn-north-1");

describe("the stand-in account", () => {
    it("knows the partition of a Region", () => {
        expect(here).to.deep.equal({ account: accountId, region: "us-east-1", partition: "aws" });
        expect(placeIn("us-gov-west-1").partition).to.equal("aws-us-gov");
        expect(placeIn("cn-north-1", "999999999999")).to.deep.equal({
            account: "999999999999",
            region: "cn-north-1",
            partition: "aws-cn",
        });
    });

    it("names things", () => {
        expect(arnOf(here, "sqs", "q")).to.equal("arn:aws:sqs:us-east-1:123456789012:q");
        expect(arnOf(china, "iam", "role/r")).to.equal("arn:aws-cn:iam::123456789012:role/r");
        expect(queueUrlOf(china, "q")).to.equal("https://sqs.cn-north-1.amazonaws.com.cn/123456789012/q");
        expect(physicalName("a", { name: "mine", namePrefix: "b-" }, "1")).to.equal("mine");
        expect(physicalName("a", { namePrefix: "b-" }, "1")).to.equal("b-1");
        expect(physicalName("a", {}, "1")).to.equal("a-1");
    });

    it("adds to a resource what AWS adds, and to one of a type that it does not know a name and an ARN", () => {
        const added = (type: string, inputs: object = {}) => addedTo(type, { ...inputs }, here, "n", "i");
        const rule = "aws:cloudwatch/eventRule:EventRule";
        expect(added(rule).arn).to.match(/:rule\/n$/);
        expect(added(rule, { eventBusName: "b" }).arn).to.match(/:rule\/b\/n$/);
        expect(added("aws:sns/topic:Topic")).to.deep.equal({
            name: "n",
            arn: "arn:aws:sns:us-east-1:123456789012:n",
        });
        expect(added("aws:sns/topic:Topic", { arn: "given" }).arn).to.equal("given");
    });

    it("has no answer to what nobody asks", () => {
        expect(() => answer("aws:ec2/getVpc:getVpc", {}, here, [])).to.throw("aws:ec2/getVpc:getVpc");
    });
});
