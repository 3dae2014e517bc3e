/** A channel endpoint on a port of its own, a real client, and what the endpoint handed on. */
import { expect } from "chai";
import { createChannelEndpoint, type ChannelEndpointOptions } from "../../../local/channel/endpoint";
import type { Channel } from "../../../local/channel/types";
import type { AuditRecord } from "../../../local/lake";
import { startServer, type LocalServer, type ServerOptions } from "../../../local/run/server";
import { CloudTrailDataClient, PutAuditEventsCommand } from "../../../local/sdk/client-cloudtrail-data";

export const account = "123456789012";
export const arnOf = (id: string) => `arn:aws:cloudtrail:eu-central-1:${account}:channel/${id}`;
export const storeArn = `arn:aws:cloudtrail:eu-central-1:${account}:eventdatastore/s-1`;
export const channel: Channel = {
    arn: arnOf("c-1"),
    name: "onelogin",
    accountId: account,
    destinations: [storeArn],
    source: "OneLogin",
};

/** An event's data that passes every check, with changes at any depth's top level. */
export function eventData(change: Record<string, unknown> = {}): Record<string, unknown> {
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

export function auditEvent(id: string, change: Record<string, unknown> = {}) {
    return { id, eventData: JSON.stringify(eventData(change)) };
}

export class Laboratory {
    accepted: AuditRecord[] = [];
    private server: LocalServer | undefined;

    /** The endpoint's URL. */
    async start(
        options: Partial<ChannelEndpointOptions> = {},
        breaks?: ServerOptions["breaks"],
    ): Promise<string> {
        const accept = (events: AuditRecord[]) => {
            this.accepted.push(...events);
            return Promise.resolve();
        };
        const endpoint = createChannelEndpoint({ channels: [channel], accept, ...options });
        this.server = await startServer(endpoint, { breaks });
        return this.server.endpoint;
    }

    async stop(): Promise<void> {
        this.accepted = [];
        await this.server?.stop();
    }
}

/** Sends one call with a real client, which signs and parses, and does not try again unless told so. */
export function put(
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
export async function refusalOf(call: Promise<unknown>): Promise<Refused> {
    return call.then(
        (answer) => expect.fail(`The call was accepted: ${JSON.stringify(answer)}`),
        (error: Refused) => error,
    );
}
