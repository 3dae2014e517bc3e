import { expect } from "chai";
import { createAthena } from "../../cli/athena";
import { everybody } from "../../local/deploy/permissions";
import { createJsonService } from "../../local/http/jsonService";
import { startServer } from "../../local/run/server";
import { withVariables } from "./variables";

/** What Athena answers to a statement whose result has these rows in one column. */
async function answerTo(column: string, ...values: string[]): Promise<unknown> {
    const Rows = values.map((VarCharValue) => ({ Data: [{ VarCharValue }] }));
    const service = createJsonService({
        name: "Athena",
        signingName: "athena",
        target: /^AmazonAthena\.(\w+)$/,
        operations: {
            StartQueryExecution: () => ({ QueryExecutionId: "1" }),
            GetQueryExecution: () => ({ QueryExecution: { Status: { State: "SUCCEEDED" } } }),
            GetQueryResults: () => ({
                ResultSet: { Rows, ResultSetMetadata: { ColumnInfo: [{ Name: column, Type: "string" }] } },
            }),
        },
        permissions: everybody,
    });
    const server = await startServer(service);
    const restore = withVariables({
        AWS_ENDPOINT_URL: server.endpoint,
        AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
        AWS_SECRET_ACCESS_KEY: "secret",
    });
    try {
        return (await createAthena("us-east-1", "events").run("SHOW TABLES")).rows;
    } finally {
        restore();
        await server.stop();
    }
}

it("what Athena answers begins with the columns' names if it is a SELECT's, and not if it is SHOW's", async () => {
    expect(await answerTo("uid", "uid", "1")).to.deep.equal([["1"]]);
    expect(await answerTo("tab_name", "events", "others")).to.deep.equal([["events"], ["others"]]);
    expect(await answerTo("tab_name")).to.deep.equal([]);
});
