/** A channel endpoint on a port of its own, a real client, and what the endpoint handed on. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createChannelEndpoint, type ChannelEndpointOptions } from "../../../local/channel/endpoint";
import type { AcceptedEvent, Channel } from "../../../local/channel/types";
import { CloudTrailDataClient, PutAuditEventsCommand } from "../../../local/sdk/client-cloudtrail-data";

const account = "123456789012";
const arnOf = (id: string) => `arn:aws:cloudtrail:eu-central-1:${account}:channel/${id}`;
const storeArn = `arn:aws:cloudtrail:eu-central-1:${account}:eventdatastore/s-1`;
const channel: Channel = {
    arn: arnOf("c-1"),
    accountId: account,
    destinations: [storeArn],
    source: "OneLogin",
};

/** An event's data that passes every check, with changes at any depth's top level. */
function eventData(change: Record<string, unknown> = {}): Record<string, unknown> {
    return {
        version: "0",
        userIdentity: { type: "OneLoginUser", principalId: "50361001", details: { name: "Ada" } },
        eventSource: "onelogin.com",
        eventName: "USER_LOGGED_INTO_ONELOGIN",
        eventTime: "2026-11-20T14:03:00Z",
        UID: "u-1",
        recipientAccountId: account,
        ...change,
    };
}

function auditEvent(id: string, change: Record<string, unknown> = {}) {
    return { id, eventData: JSON.stringify(eventData(change)) };
}

class Laboratory {
    accepted: AcceptedEvent[] = [];
    server: Server | undefined;

    async start(options: Partial<ChannelEndpointOptions> = {}): Promise<string> {
        const accept = (events: AcceptedEvent[]) => {
            this.accepted.push(...events);
            return Promise.resolve();
        };
        this.server = createServer(createChannelEndpoint({ channels: [channel], accept, ...options }));
        await new Promise<void>((resolve) => this.server?.listen(0, "127.0.0.1", resolve));
        return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    }

    stop(): void {
        this.server?.closeAllConnections();
        this.server?.close();
        this.accepted = [];
    }
}

/** Sends one call with a real client, which signs and parses, and does not try again unless told so. */
function put(
    endpoint: string,
    auditEvents: { id: string; eventData: string; eventDataChecksum?: string }[],
    options: {
        channelArn?: string;
        externalId?: string;
        region?: string;
        maxAttempts?: number;
    } = {},
) {
    const { channelArn = channel.arn, externalId, region = "eu-central-1", maxAttempts = 1 } = options;
    const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
    const client = new CloudTrailDataClient({ endpoint, region, credentials, maxAttempts });
    return client.send(new PutAuditEventsCommand({ channelArn, externalId, auditEvents }));
}

interface Refused {
    name: string;
    message: string;
    $metadata?: { httpStatusCode?: number };
}

/** The error of a call that must not succeed. */
async function refusalOf(call: Promise<unknown>): Promise<Refused> {
    const answer: unknown = await call.catch((error: unknown) => ({ error }));
    if (typeof answer === "object" && answer !== null && "error" in answer) return answer.error as Refused;
    throw new Error(`The call was accepted: ${JSON.stringify(answer)}`);
}

export { Laboratory, account, arnOf, auditEvent, channel, eventData, put, refusalOf, storeArn };
