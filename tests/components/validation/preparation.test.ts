import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import knownTypes from "../../../handler/eventTypes.json";
import { enough, messageOf, recordLake } from "../../support/pulumi/component";
import { itSays } from "../../support/pulumi/saying";

const anId = "must be an event type's id, a whole number from 0 to 999999999";
const aList = "must be a list of 1 to 1000 entries";
const all = knownTypes.map(({ id }) => id);
const long = (length: number) => "x".repeat(length);
const room = (count: number, bytes: number, other: string) =>
    `${count} event types make an environment of up to ${bytes} bytes, and Lambda takes 4096; name fewer: those to ${other}, if they are fewer`;

describe("eventTypes", () => {
    itSays(
        { eventTypes: { include: [5], exclude: [8] } },
        "eventTypes.include and eventTypes.exclude: both are given; keep the list that is shorter",
    );
    itSays({ eventTypes: {} }, "eventTypes: is empty; give include or exclude, or leave eventTypes out");
    itSays(
        { eventTypes: { exlude: [8] } },
        "eventTypes.exlude: there is no such input; eventTypes takes include, exclude",
    );
    itSays({ eventTypes: { include: [] } }, `eventTypes.include: a list of length 0 ${aList}`);
    itSays({ eventTypes: { exclude: 8 } }, `eventTypes.exclude: 8 ${aList}`);
    itSays(
        { eventTypes: { exclude: [8, 5, 8] } },
        "eventTypes.exclude[2]: 8 is there already, as eventTypes.exclude[0]; give each once",
    );
    for (const wrong of [1.5, -1, 1_000_000_000])
        itSays({ eventTypes: { include: [wrong] } }, `eventTypes.include[0]: ${wrong} ${anId}`);
    itSays({ eventTypes: { include: ["5"] } }, `eventTypes.include[0]: "5" ${anId}`);
    itSays(
        { eventTypes: [5] },
        "eventTypes: must be a plain object with any of include, exclude (these may be Outputs)",
    );

    it("takes all that are known, and types that nobody knows", async () => {
        expect((await recordLake({ ...enough, eventTypes: { include: all } })).errors).to.deep.equal([]);
        expect(
            (await recordLake({ ...enough, eventTypes: { exclude: [0, 999_999_999] } })).errors,
        ).to.deep.equal([]);
    });

    const externalId = long(1224);
    const policy = { accountIds: ["111122223333"], externalId };
    itSays(
        { eventTypes: { include: all }, channel: { policy } },
        `eventTypes.include: ${room(539, 2255 + 1224 + 12 + 700, "exclude")}`,
    );
    itSays(
        {
            eventTypes: { exclude: all },
            forwarder: { eventSource: long(1024) },
            channel: { policy: { ...policy, externalId: long(200) } },
        },
        `eventTypes.exclude: ${room(539, 2255 + 1024 + 200 + 700, "include")}`,
    );

    it("does not show how long a secret is that leaves it no room", async () => {
        const { errors } = await recordLake({
            ...enough,
            eventTypes: { include: all },
            channel: { policy: { ...policy, externalId: pulumi.secret(externalId) } },
        });
        expect(errors).to.deep.equal([
            messageOf(
                "eventTypes.include: the values given (not shown) do not go together with externalId, channel.policy.externalId, forwarder.eventSource; see their limits",
            ),
        ]);
    });
});
