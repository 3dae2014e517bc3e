import { expect } from "chai";
import { enough, recordLake } from "../support/pulumi/component";
import documented from "./documentedPermissions.json";

interface Statement {
    Sid: string;
    Effect: string;
    Action: string | string[];
}

const key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd";

describe("what nothing local can enforce", () => {
    it("logs, KMS and X-Ray permissions are those of the documented list", async () => {
        const { registrations } = await recordLake({
            ...enough,
            delivery: { kmsKeyArn: key },
            forwarder: { tracing: true },
        });
        const statements = registrations.flatMap(({ inputs: { policy, policyDocument } }) => {
            const text = (policy ?? policyDocument) as string | undefined;
            return text === undefined
                ? []
                : [(JSON.parse(text) as { Statement: Statement | Statement[] }).Statement].flat();
        });
        const registered = statements
            .filter(({ Effect }) => Effect === "Allow")
            .flatMap(({ Sid, Action }) => [Action].flat().map((action) => `${Sid} ${action}`))
            .filter((permission) => / (logs|kms|xray):/.test(permission));
        const listed = documented.flatMap(({ statement, actions }) =>
            actions.map((action) => `${statement} ${action}`),
        );
        expect(registered.sort()).to.deep.equal(listed.sort());
    });

    for (const { statement, why, source } of documented) {
        it(`${statement} has its reason and its source`, () => {
            expect(why).to.match(/\.$/);
            expect(new URL(source).hostname).to.equal("docs.aws.amazon.com");
        });
    }
});
