import { expect } from "chai";
import type { Channel } from "../../../local/channel/types";
import type { EventDataStore } from "../../../local/lake";
import type { LakeStore } from "../../../local/run/lakeStore";
import { documentedPolicy } from "../policies";
import { withVariables } from "../variables";
import { startWorld, type World } from "./support";

const source = "aws.partner/onelogin.com/US-123456/ffffffffff";
const bus = { name: source, region: "us-east-1" };

describe("doctor --preflight", function () {
    this.timeout(60_000);
    let world: World;
    let stores: EventDataStore[];
    let channels: Channel[];
    before(async () => {
        world = await startWorld();
        const store = world.pipeline.services.lake as LakeStore;
        [stores, channels] = [store.lake.stores as EventDataStore[], store.channels];
    });
    after(() => world.close());

    /** Looks at an account with so many stores and channels, and these sources. */
    async function found(
        sources: World["account"]["sources"],
        { here = 1, elsewhere = 0, taken = 0, ...more }: Record<string, number> = {},
        ...args: string[]
    ) {
        const [store, channel] = [stores[0], channels[0]];
        const at = (arn: string, region: string, n: number) => arn.replace("us-east-1", region) + n;
        const fill = <T extends { arn: string }>(one: T, count: number, region = "us-east-1", change = {}) =>
            Array.from({ length: count }, (_, n) => ({ ...one, ...change, arn: at(one.arn, region, n) }));
        world.account.sources.splice(0, Infinity, ...sources);
        stores.splice(0, Infinity, ...fill(store, here), ...fill(store, elsewhere, "eu-west-1"));
        channels.splice(
            ...([0, Infinity] as const),
            ...fill(channel, taken),
            ...fill(channel, more.others ?? 0, "us-east-1", { source: "Custom" }),
        );
        try {
            const { code, results } = await world.look("--preflight", "--source", source, ...args);
            const problems = results.filter(({ state }) => state !== "ok");
            return [code, ...problems.map(({ check, says, mend }) => `${check}: ${says} ${mend.join()}`)];
        } finally {
            stores.splice(0, Infinity, store);
            channels.splice(0, Infinity, channel);
        }
    }

    const pending = { ...bus, state: "PENDING" } as const;

    it("finds nothing in an account that is ready, for each destination", async () => {
        const expires = new Date("2026-12-11T00:00:00Z");
        expect(await found([{ ...pending, expires }])).to.deep.equal([0]);
        expect(await found([pending], { here: 0, elsewhere: 1 })).to.deep.equal([0]);
        // For S3, CloudTrail Lake may be as it is.
        expect(await found([pending], { here: 0, taken: 1 }, "--destination", "s3")).to.deep.equal([0]);
    });

    const other = { ...pending, name: "aws.partner/onelogin.com/US-1/other" };
    for (const [what, sources, account, words] of [
        [
            "the source has a bus",
            [{ ...bus, state: "ACTIVE" }],
            {},
            /^event source: .* has a bus already.*eventBusName/,
        ],
        ["there is no such source", [], {}, /^event source: .* is not in this account, or expired\. Compare/],
        [
            "there is another source",
            [other],
            {},
            /expired; these are in us-east-1: aws.partner\/onelogin.com\/US-1\/other\./,
        ],
        [
            "the source is in another Region",
            [{ ...pending, region: "eu-west-1" }],
            {},
            /is not in us-east-1, but in eu-west-1\. Deploy there: pulumi config set aws:region eu-west-1/,
        ],
        ["ten stores", [pending], { here: 10 }, /^event data stores: us-east-1 has 10 event data stores/],
        [
            "no store anywhere",
            [pending],
            { here: 0 },
            /^event data stores: .*only pulumi up can tell\. Deliver to S3/,
        ],
        [
            "the channel's source is taken",
            [pending],
            { taken: 1 },
            /^channel: .*has the source OneLogin.*channelArn/,
        ],
        ["25 channels", [pending], { others: 25 }, /^channel: us-east-1 has 25 channels/],
    ] as [string, World["account"]["sources"], Record<string, number>, RegExp][])
        it(`says, and nothing else: ${what}`, async () => {
            const [code, ...problems] = await found(sources, account);
            expect(code).to.equal(1);
            expect(problems).to.have.lengthOf(1);
            expect(problems[0]).to.match(words);
        });

    for (const [action, check] of [
        ["events:ListEventSources", "event source"],
        ["cloudtrail:ListEventDataStores", "event data stores"],
        ["cloudtrail:ListChannels", "channel"],
        ["cloudtrail:GetChannel", "channel"],
    ])
        it(`skips what it may not: ${action}`, async () => {
            world.mend();
            world.hooks.policy = documentedPolicy("doctor").without(action);
            const { results } = await world.look("--preflight", "--source", other.name);
            world.mend();
            const skipped = results.filter(({ state }) => state === "skipped");
            expect(skipped.map(({ check: name }) => name)).to.deep.equal([check]);
            expect(skipped[0].says).to.include(`needs ${action}`);
        });

    it("asks nothing of AWS that the caller has no credentials for", async () => {
        const restore = withVariables({ AWS_ACCESS_KEY_ID: "AKIDUNKNOWN" });
        const { code, results } = await world.look("--preflight", "--source", source).finally(restore);
        expect([code, results.map(({ check }) => check)]).to.deep.equal([1, ["credentials"]]);
        expect(results[0].mend).to.deep.equal(["Log in: aws login, aws sso login, or AWS_PROFILE"]);
    });
});
