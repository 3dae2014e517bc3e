import { expect } from "chai";
import { deployStack } from "../../../lab/stack";
import { unitOf, withUnits, type Deployment } from "../../../local/deploy/deployment";
import { permissionsOf } from "../../../local/deploy/permissions";

describe("the registered policies", () => {
    let deployment: Deployment;
    before(async () => {
        deployment = await deployStack();
    });

    it("refuse in IAM's words, and remember each refusal once", () => {
        const permissions = permissionsOf(deployment);
        const { arn } = unitOf(deployment).deadLetters;
        const words =
            `User: arn:aws:sts::123456789012:assumed-role/${unitOf(deployment).role.name}/${unitOf(deployment).function.name}` +
            ` is not authorized to perform: sqs:DeleteMessage on resource: ${arn}` +
            " because no identity-based policy allows the sqs:DeleteMessage action";
        expect(permissions.denial("function", "sqs:DeleteMessage", arn)).to.equal(words);
        expect(permissions.denial("function", "sqs:DeleteMessage", arn)).to.equal(words);
        expect(permissions.denial("function", "sqs:SendMessage", arn)).to.equal(undefined);
        expect(permissions.denials()).to.deep.equal([words]);
    });

    it("start nothing where Lambda may not take on the role", () => {
        const untrusted = withUnits(deployment, ({ role }) => ({ role: { ...role, trust: [] } }));
        expect(() => permissionsOf(untrusted)).to.throw(
            "The role defined for the function cannot be assumed by Lambda.",
        );
    });
});
