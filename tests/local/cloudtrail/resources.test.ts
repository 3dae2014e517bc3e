import {
    DescribeTrailsCommand,
    GetChannelCommand,
    GetEventDataStoreCommand,
    ListChannelsCommand,
    ListEventDataStoresCommand,
    type CloudTrailClient,
} from "@aws-sdk/client-cloudtrail";
import { expect } from "chai";
import { createChannelStatus } from "../../../local/cloudtrail";
import { channelArn, failure, id, now, otherArn, store, storeArn } from "../lake/support";
import { everybody } from "../../../local/deploy/permissions";
import { signedFor } from "../http/support";
import { clientOf, serve, type Running } from "./support";

describe("CloudTrail's API: stores and channels, seen by an AWS SDK", () => {
    const status = createChannelStatus();
    const other = {
        arn: otherArn,
        name: "other",
        status: "PENDING_DELETION",
        settings: { retentionPeriod: 90, terminationProtectionEnabled: false },
    };
    const lake = {
        stores: [store, other],
        query: () => Promise.reject(new Error("unused")),
        check: () => Promise.resolve([]),
    };
    let running: Running;
    let client: CloudTrailClient;
    before(async () => {
        running = await serve({ status, lake });
        ({ client } = running);
    });
    after(() => running.close());

    it("ListEventDataStores", async () => {
        const { EventDataStores } = await client.send(new ListEventDataStoresCommand({}));
        expect(EventDataStores).to.deep.equal([
            { EventDataStoreArn: storeArn, Name: "onelogin" },
            { EventDataStoreArn: otherArn, Name: "other" },
        ]);
    });

    it("GetEventDataStore by its ARN, and by its id, with what it was given", async () => {
        const [byArn, byId] = await Promise.all(
            [otherArn, id].map((EventDataStore) =>
                client.send(new GetEventDataStoreCommand({ EventDataStore })),
            ),
        );
        expect(byArn).to.include({
            Status: "PENDING_DELETION",
            RetentionPeriod: 90,
            TerminationProtectionEnabled: false,
        });
        const { $metadata, ...found } = byId;
        expect($metadata.httpStatusCode).to.equal(200);
        expect(found).to.deep.equal({
            EventDataStoreArn: storeArn,
            Name: "onelogin",
            Status: "ENABLED",
            // A Go client panics without them.
            CreatedTimestamp: now,
            UpdatedTimestamp: now,
        });
    });

    it("GetChannel by its id, with what came of events, and ListChannels", async () => {
        status.note(channelArn, now, { LatestIngestionErrorCode: "InvalidData" });
        const { $metadata, IngestionStatus, ...found } = await client.send(
            new GetChannelCommand({ Channel: channelArn.split("/")[1] }),
        );
        expect($metadata.httpStatusCode).to.equal(200);
        expect(IngestionStatus).to.deep.equal({
            LatestIngestionAttemptTime: now,
            LatestIngestionErrorCode: "InvalidData",
        });
        const listed = { ChannelArn: channelArn, Name: "onelogin" };
        expect(found).to.deep.equal({
            ...listed,
            Source: "OneLogin",
            Destinations: [{ Type: "EVENT_DATA_STORE", Location: storeArn }],
        });
        expect((await client.send(new ListChannelsCommand({}))).Channels).to.deep.equal([listed]);
    });

    const getStore = (EventDataStore?: string) =>
        client.send(new GetEventDataStoreCommand({ EventDataStore }));
    const getChannel = (Channel: string) => client.send(new GetChannelCommand({ Channel }));
    const foreign = () =>
        clientOf(running.url, { signingName: "s3" } as object).send(new ListChannelsCommand({}));
    const refused: readonly (readonly [string, () => Promise<unknown>, string])[] = [
        [
            "an unknown store",
            () => getStore("nope"),
            "EventDataStoreNotFoundException: The event data store 'nope'",
        ],
        [
            "what cannot be a store",
            () => getStore("?!"),
            "EventDataStoreARNInvalidException: '?!' is neither",
        ],
        ["an unknown channel", () => getChannel("nope"), `'nope' cannot be found; there is ${channelArn}.`],
        [
            "another operation",
            () => client.send(new DescribeTrailsCommand({})),
            "DescribeTrails is not known to this stand-in for CloudTrail. Known: ListEventDataStores,",
        ],
        ["a signature for another service", foreign, "scoped to correct service: 'cloudtrail'."],
    ];
    for (const [what, call, reason] of refused) {
        it(`refuses ${what}`, async () => {
            expect(await failure(call())).to.contain(reason);
        });
    }
});

describe("CloudTrail's API on the wire", () => {
    let running: Running;
    before(async () => {
        const denialOf = (accessKeyId: string) => (accessKeyId === "nobody" ? "no" : undefined);
        running = await serve({ permissions: { ...everybody, denialOf } });
    });
    after(() => running.close());

    const to = (operation: string) => ({
        "x-amz-target": `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.${operation}`,
    });

    async function post(headers: object, body: string, method = "POST"): Promise<[number, unknown]> {
        const signed = { ...signedFor("cloudtrail"), ...headers };
        const init = { method, headers: signed, body: method === "GET" ? undefined : body };
        const response = await fetch(running.url, init);
        expect(response.headers.get("content-type")).to.equal("application/x-amz-json-1.1");
        expect(response.headers.get("x-amzn-requestid")).to.match(/^[0-9a-f-]{36}$/);
        return [response.status, await response.json()];
    }

    it("an empty body is no parameters", async () => {
        expect((await post(to("ListChannels"), ""))[0]).to.equal(200);
    });

    const [unknown, unreadable, denied] = [
        "UnknownOperationException",
        "SerializationException",
        "AccessDeniedException",
    ];
    const refused: readonly (readonly [string, Parameters<typeof post>, string, number?])[] = [
        ["no target", [{}, "{}"], unknown],
        ["another service's target", [{ "x-amz-target": "AmazonSQS.SendMessage" }, "{}"], unknown],
        ["a property of objects", [to("constructor"), "{}"], unknown],
        ["GET", [to("ListChannels"), "", "GET"], unknown],
        ["a body that is not JSON", [to("ListChannels"), "{"], unreadable],
        ["a body that is a list", [to("ListChannels"), "[]"], unreadable],
        ["a body far too large", [to("ListChannels"), `{"a":"${"x".repeat(1_000_000)}"}`], unreadable],
        ["a number for a text", [to("GetChannel"), '{"Channel":1}'], unreadable],
        ["an unknown parameter", [to("ListChannels"), '{"Shape":"round"}'], "UnsupportedOperationException"],
        ["who may not", [{ ...to("ListChannels"), ...signedFor("cloudtrail", "nobody") }, "{}"], denied],
        ["who does not sign", [{ authorization: "" }, "{}"], "MissingAuthenticationTokenException", 403],
    ];
    for (const [what, call, name, status = 400] of refused) {
        it(`${what}: ${name}`, async () => {
            const [code, body] = await post(...call);
            expect([code, (body as { __type: string }).__type]).to.deep.equal([status, name]);
        });
    }

    it("a fault of the stand-in's own is a 500 that says so", async () => {
        const broken = {
            ...createChannelStatus(),
            of: () => {
                throw new Error("oops");
            },
        };
        const faulty = await serve({ status: broken });
        expect(await failure(faulty.client.send(new GetChannelCommand({ Channel: channelArn })))).to.contain(
            "InternalFailure: The stand-in for CloudTrail failed: Error: oops",
        );
        await faulty.close();
    });
});
