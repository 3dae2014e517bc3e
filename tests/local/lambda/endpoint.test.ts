import {
    DeleteFunctionCommand,
    InvokeCommand,
    LambdaClient,
    type InvokeCommandInput,
} from "@aws-sdk/client-lambda";
import { expect } from "chai";
import { limits } from "../../../handler/limits";
import { deployStack } from "../../../lab/stack";
import type { Caller } from "../../../local/aws/iam/callers";
import { unitOf, type FunctionSettings } from "../../../local/deploy/deployment";
import { permissionsOf, type Permissions } from "../../../local/deploy/permissions";
import { createAccount } from "../../../local/describe";
import { createLambdaEndpoint } from "../../../local/lambda/endpoint";
import { startServer, type LocalServer } from "../../../local/run/server";

describe("Lambda on one machine", () => {
    const invoked: string[][] = [];
    let server: LocalServer;
    let permissions: Permissions;
    let lambda: FunctionSettings;

    before(async () => {
        const deployment = await deployStack();
        permissions = permissionsOf(deployment);
        lambda = unitOf(deployment).function;
        server = await startServer(
            createLambdaEndpoint({
                permissions,
                account: createAccount(deployment),
                invoke: (...call) => void invoked.push(call),
            }),
        );
    });
    after(() => server.stop());

    const client = (caller: Caller) =>
        new LambdaClient({
            region: "us-east-1",
            endpoint: server.endpoint,
            credentials: permissions.callers.credentials(caller),
            maxAttempts: 1,
        });
    async function called(more: Partial<InvokeCommandInput>, caller: Caller = "operator"): Promise<unknown> {
        const input = { FunctionName: lambda.arn, InvocationType: "Event", Payload: "{}", ...more } as const;
        return client(caller)
            .send(new InvokeCommand(input))
            .then(
                ({ StatusCode }) => StatusCode,
                ({ name }: Error) => name,
            );
    }

    it("takes an event, by the function's name or ARN, and answers 202", async () => {
        expect(await called({ Payload: '{"é":1}' })).to.equal(202);
        expect(await called({ FunctionName: lambda.name })).to.equal(202);
        expect(invoked).to.deep.equal([
            [lambda.name, '{"é":1}'],
            [lambda.name, "{}"],
        ]);
    });

    for (const [name, more, caller] of [
        ["InvalidRequestContentException", { Payload: "{" }],
        ["RequestTooLargeException", { Payload: JSON.stringify("x".repeat(limits.messageBytes)) }],
        ["ResourceNotFoundException", { FunctionName: "other" }],
        ["InvalidParameterValueException", { InvocationType: "RequestResponse" }],
        ["AccessDeniedException", {}, "function"],
    ] as const) {
        it(`refuses with ${name}`, async () => {
            const before = invoked.length;
            expect(await called(more, caller)).to.equal(name);
            expect(invoked).to.have.lengthOf(before);
        });
    }

    it("says what it does not know", async () => {
        const command = new DeleteFunctionCommand({ FunctionName: lambda.name });
        const error = await client("operator")
            .send(command)
            .catch((reason: Error) => reason);
        expect(error).to.have.property("name", "UnknownOperationException");
    });
});
