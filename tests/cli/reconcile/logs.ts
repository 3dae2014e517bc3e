import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { everybody } from "../../../local/deploy/permissions";
import type { Account } from "../../../local/describe";
import { logsOperations } from "../../../local/describe/logs";
import type { Input } from "../../../local/http/input";
import { createJsonService } from "../../../local/http/jsonService";
import { startServer } from "../../../local/run/server";

export const group = "/aws/events/onelogin";

export interface Line {
    timestamp: number;
    message: string;
}

export interface Logs {
    client: CloudWatchLogsClient;
    /** The calls since the last time, by their names. */
    calls(): string[];
    close(): Promise<void>;
}

/** CloudWatch Logs on this machine, with one group, and a client of it. @param others Operations that answer otherwise. */
export async function logsOf(
    lines: Line[],
    others: Readonly<Record<string, (input: Input) => object>> = {},
): Promise<Logs> {
    const state = { name: group, arn: `arn:aws:logs:us-east-1:123456789012:log-group:${group}` };
    const resources = [{ type: "aws:cloudwatch/logGroup:LogGroup", name: "log", inputs: {}, state }];
    const account: Account = {
        ...{ account: "123456789012", region: "us-east-1", resources, sources: [] },
        ...{ keys: new Map(), logs: new Map([[group, lines]]) },
    };
    let called: string[] = [];
    const counted = Object.entries({ ...logsOperations(account), ...others }).map(
        ([name, operation]): [string, (input: Input) => unknown] => [
            name,
            (input) => {
                called.push(name);
                return operation(input);
            },
        ],
    );
    const service = createJsonService({
        name: "CloudWatch Logs",
        signingName: "logs",
        target: /^Logs_20140328\.(\w+)$/,
        operations: Object.fromEntries(counted),
        permissions: everybody,
    });
    const server = await startServer(service);
    const client = new CloudWatchLogsClient({
        endpoint: server.endpoint,
        region: "us-east-1",
        credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
        maxAttempts: 1,
    });
    return {
        client,
        calls() {
            const before = called;
            called = [];
            return before;
        },
        async close() {
            client.destroy();
            await server.stop();
        },
    };
}
