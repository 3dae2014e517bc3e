import { createServer } from "node:http";
import type { IncomingMessage, RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createChannelEndpoint } from "../channel/endpoint";
import type { AcceptedEvent, Channel, Intercept } from "../channel/types";
import { createCloudTrailEndpoint, createChannelStatus } from "../cloudtrail";
import { createEventsEndpoint } from "../events/endpoint";
import { notServed, serviceOf } from "../http/notServed";
import type { Deployment } from "../deploy/deployment";
import type { Caller } from "../aws/iam/callers";
import { createGuard } from "../http/guard";
import type { Permissions } from "../deploy/permissions";
import { openLake } from "../lake";
import type { Lake } from "../lake";
import { UserError } from "../userError";

/** CloudTrail on one machine: the data service, the query API and the bus's PutEvents on one port, and the lake behind them. */
export interface CloudTrail {
    endpoint: string;
    lake: Lake;
    /** PutAuditEvents calls that brought events into the lake. */
    calls(): number;
    /** Refuses connections, until the answer is called. */
    goOffline(): Promise<() => Promise<void>>;
    /** The channels that there are; one may go, and come again. */
    channels: Channel[];
    stop(): Promise<void>;
}

export interface CloudTrailOptions {
    /** 0 takes any free port. */
    port?: number;
    /** A DuckDB file that keeps the lake. */
    file?: string;
    intercept?: Intercept;
    /** Asked at every PutAuditEvents request before it is read, with 1 for the first: true breaks the connection. */
    breaks?: (request: number) => boolean;
    /** Called for each event that came into the lake. */
    onAccepted?: (event: AcceptedEvent) => void;
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

async function close(server: Server): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
}

export async function startCloudTrail(
    deployment: Deployment,
    permissions: Permissions,
    putEvents: (events: string[]) => Promise<unknown>,
    options: CloudTrailOptions = {},
): Promise<CloudTrail> {
    const lake = await openLake({ stores: deployment.stores, file: options.file });
    const status = createChannelStatus();
    let calls = 0;
    const channels = [deployment.channel];
    const { callers } = permissions;
    const guard = createGuard({ knows: (accessKeyId) => callers.of(accessKeyId) !== undefined });
    const data = createChannelEndpoint({
        guard,
        channels,
        registry: status,
        intercept: options.intercept,
        breaks: options.breaks,
        authorize: (accessKeyId, channelArn) =>
            permissions.denial(
                callers.of(accessKeyId) as Caller,
                "cloudtrail-data:PutAuditEvents",
                channelArn,
            ),
        async accept(events) {
            await lake.ingest(events);
            calls++;
            if (options.onAccepted) events.forEach(options.onAccepted);
        },
    });
    const api = createCloudTrailEndpoint({ lake, channels, status, guard });
    const answerEvents = createEventsEndpoint({ guard, bus: deployment, put: putEvents });
    const events: RequestListener = (request, response) => void answerEvents(request, response);
    const services: Record<string, RequestListener> = { cloudtrail: api, "cloudtrail-data": api, events };
    const listenerFor = (request: IncomingMessage) => {
        if (request.url?.startsWith("/PutAuditEvents")) return data;
        const service = serviceOf(request) ?? "cloudtrail";
        return Object.hasOwn(services, service) ? services[service] : notServed;
    };
    const route: RequestListener = (request, response) => listenerFor(request)(request, response);
    const server = createServer({ keepAliveTimeout: 60_000 }, route);
    const port = await listen(server, options.port ?? 0);
    return {
        endpoint: `http://127.0.0.1:${port}`,
        lake,
        calls: () => calls,
        async goOffline() {
            await close(server);
            return async () => void (await listen(server, port));
        },
        channels,
        async stop() {
            await close(server);
            await lake.close();
        },
    };
}
