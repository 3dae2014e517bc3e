import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createChannelEndpoint } from "../channel/endpoint";
import type { Intercept } from "../channel/types";
import { createCloudTrailEndpoint, createChannelStatus } from "../cloudtrail";
import type { Deployment } from "../deploy/deployment";
import { openLake } from "../lake";
import type { Lake } from "../lake";
import { UserError } from "../userError";

/** CloudTrail on one machine: the data service and the query API on one port, and the lake behind them. */
export interface CloudTrail {
    endpoint: string;
    lake: Lake;
    /** PutAuditEvents calls that brought events into the lake. */
    calls(): number;
    stop(): Promise<void>;
}

export interface CloudTrailOptions {
    /** 0 takes any free port. */
    port?: number;
    /** A DuckDB file that keeps the lake. */
    file?: string;
    intercept?: Intercept;
}

async function listen(server: Server, port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
        server.once("error", (error: NodeJS.ErrnoException) => {
            const taken = new UserError(
                `Port ${port} is in use.`,
                "Choose another with --port, or leave --port out for any free one.",
            );
            reject(error.code === "EADDRINUSE" ? taken : error);
        });
        server.listen(port, "127.0.0.1", resolve);
    });
    return (server.address() as AddressInfo).port;
}

export async function startCloudTrail(
    deployment: Deployment,
    options: CloudTrailOptions = {},
): Promise<CloudTrail> {
    const lake = await openLake({ stores: deployment.stores, file: options.file });
    const status = createChannelStatus();
    let calls = 0;
    const data = createChannelEndpoint({
        channels: [deployment.channel],
        registry: status,
        intercept: options.intercept,
        async accept(events) {
            await lake.ingest(events);
            calls++;
        },
    });
    const api = createCloudTrailEndpoint({ lake, channels: [deployment.channel], status });
    const route: RequestListener = (request, response) =>
        (request.url?.startsWith("/PutAuditEvents") ? data : api)(request, response);
    const server = createServer({ keepAliveTimeout: 60_000 }, route);
    const port = await listen(server, options.port ?? 0);
    return {
        endpoint: `http://127.0.0.1:${port}`,
        lake,
        calls: () => calls,
        async stop() {
            server.closeAllConnections();
            await new Promise((resolve) => server.close(resolve));
            await lake.close();
        },
    };
}
