import { expect } from "chai";
import { excessOf } from "../../../local/channel/policyLimits";

const statement = (principals: number) => ({
    Principal: { AWS: Array<string>(principals).fill("arn:aws:iam::111122223333:root") },
});
const policy = (statements: number, principals: number) => ({
    Statement: Array<object>(statements).fill(statement(principals)),
});

describe("the size of a channel's policy", () => {
    it("is what CloudTrail takes", () => {
        expect(excessOf(policy(20, 1))).to.equal(undefined);
        expect(excessOf(policy(1, 50))).to.equal(undefined);
        expect(excessOf({ Statement: { Principal: { AWS: "arn" } } })).to.equal(undefined);
    });

    it("is refused beyond", () => {
        expect(excessOf(policy(21, 1))).to.equal("a policy has at most 20 statements");
        expect(excessOf(policy(1, 51))).to.equal("a statement has at most 50 principals");
        expect(excessOf(policy(6, 50))).to.equal("a policy has at most 8192 characters");
    });
});
