import {
    CloudTrailClient,
    GetChannelCommand,
    paginateListChannels,
    paginateListEventDataStores,
    type GetChannelResponse,
} from "@aws-sdk/client-cloudtrail";
import {
    DescribeEventSourceCommand,
    EventBridgeClient,
    ListEventSourcesCommand,
} from "@aws-sdk/client-eventbridge";
import { Misuse } from "../errors";
import { ask, find, ok, problem, type Check, type Verdict } from "./check";
import type { DoctorOptions } from "./options";

const partners = "aws.partner/onelogin.com/";
const form = /^aws\.partner\/onelogin\.com\/[\w.-]+\/[\w.-]+$/;
const destinations: Readonly<Record<string, readonly string[]>> = {
    "cloudtrail-lake": ["lake"],
    s3: [],
    both: ["lake"],
};
/** "Quotas in AWS CloudTrail": of a Region, those that wait for their deletion included. */
const most = { stores: 10, channels: 25 };

/** Regions that every account has, unless its organization takes them away. */
const everybodysRegions = [
    ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1"],
    ...["eu-central-1", "eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1", "ap-south-1"],
    ...["ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-southeast-1", "ap-southeast-2"],
];

/** What can be known before the first `up`, by reading alone. @throws Misuse */
export async function preflightChecks(options: DoctorOptions): Promise<{ region: string; checks: Check[] }> {
    const { source, destination = "cloudtrail-lake" } = options;
    if (source === undefined || !form.test(source))
        throw new Misuse(
            source === undefined
                ? "--preflight needs --source."
                : `--source ${source} is not an event source of OneLogin's.`,
            `Copy it from OneLogin (Developers → Webhooks → Event Source): ${partners}US-…/….`,
        );
    if (!Object.hasOwn(destinations, destination))
        throw new Misuse(
            `--destination ${destination} is not a destination.`,
            `Write ${Object.keys(destinations).join(", ")}.`,
        );
    const region = await regionOf(options);
    const toLake = destinations[destination].length > 0;
    return {
        region,
        checks: [sourceCheck(region, source), ...(toLake ? [storesCheck(region), channelCheck(region)] : [])],
    };
}

/** As AWS's SDK finds it: `AWS_REGION`, or the profile's. */
async function regionOf({ region }: DoctorOptions): Promise<string> {
    const found = await new EventBridgeClient({ ...(region && { region }) }).config.region().catch(() => "");
    if (/^[a-z]{2,}(-[a-z]+)+-\d$/.test(found)) return found;
    throw new Misuse(
        found === "" ? "No Region is known." : `--region ${found} is not a Region.`,
        "Give the one that you typed into OneLogin: --region us-east-1.",
    );
}

function sourceCheck(region: string, name: string): Check {
    const isHere = (where: string) =>
        find(
            `events:DescribeEventSource on ${name}`,
            new EventBridgeClient({ region: where }).send(new DescribeEventSourceCommand({ Name: name })),
            /^ResourceNotFoundException$/,
        );

    /** Regions that cannot be asked are passed over. */
    async function elsewhere(): Promise<string[]> {
        const others = everybodysRegions.filter((other) => other !== region);
        const found = await Promise.all(
            others.map((other) =>
                isHere(other).then(
                    (source) => source && other,
                    () => undefined,
                ),
            ),
        );
        return found.filter((other) => other !== undefined);
    }

    async function missing(): Promise<Verdict> {
        const [place] = await elsewhere();
        if (place !== undefined)
            return problem(
                `${name} is not in ${region}, but in ${place}.`,
                `Deploy there: pulumi config set aws:region ${place} && pulumi config set aws-native:region ${place}`,
            );
        const others = await ask(
            "events:ListEventSources",
            new EventBridgeClient({ region }).send(new ListEventSourcesCommand({ NamePrefix: partners })),
        );
        const names = (others.EventSources ?? []).map((one) => one.Name).join(", ");
        return problem(
            `${name} is not in this account, or expired${names === "" ? "" : `; these are in ${region}: ${names}`}.`,
            "Compare the account's number and the Region in OneLogin's webhook with yours; if they are right, make the webhook again",
        );
    }

    return {
        name: "event source",
        async look() {
            const found = await isHere(region);
            if (found?.State === "PENDING") {
                const { ExpirationTime: time } = found;
                return ok(`PENDING, as it should be${time ? `, until ${time.toISOString()}` : ""}`);
            }
            if (found?.State === "ACTIVE")
                return problem(
                    `${name} has a bus already.`,
                    `Use that bus: set eventBusName to ${name} instead of eventSourceName; or, if nobody needs it: aws events delete-event-bus --name ${name} --region ${region}`,
                );
            return missing();
        },
    };
}

/** What is on all pages: how long one is AWS does not say. */
async function onAll<Page, Item>(
    pages: AsyncIterable<Page>,
    itemsOf: (page: Page) => Item[] | undefined,
): Promise<Item[]> {
    const found: Item[] = [];
    for await (const page of pages) found.push(...(itemsOf(page) ?? []));
    return found;
}

async function storesIn(region: string): Promise<number> {
    const pages = paginateListEventDataStores({ client: new CloudTrailClient({ region }) }, {});
    const stores = onAll(pages, ({ EventDataStores }) => EventDataStores);
    return (await ask("cloudtrail:ListEventDataStores", stores)).length;
}

/** Whether CloudTrail Lake is open to the account AWS says only when a store is made. */
function storesCheck(region: string): Check {
    return {
        name: "event data stores",
        async look() {
            const count = await storesIn(region);
            if (count >= most.stores)
                return problem(
                    `${region} has ${count} event data stores, the most that it takes; deleted ones count for seven days.`,
                    "Use one that is there, by eventDataStoreArns, or delete one",
                );
            if (count > 0) return ok(`${count} of ${most.stores}: CloudTrail Lake is open to the account`);
            const others = everybodysRegions.filter((other) => other !== region);
            const counts = await Promise.all(others.map((other) => storesIn(other).catch(() => 0)));
            const at = counts.findIndex((other) => other > 0);
            if (at >= 0) return ok(`none here, but in ${others[at]}: CloudTrail Lake is open to the account`);
            return problem(
                "The account has no event data store. CloudTrail Lake has been closed since 31 May 2026 to accounts that never had one; if yours had, it is open, but only pulumi up can tell.",
                'Deliver to S3 instead: pulumi config set --path "destinations[0]" s3',
            );
        },
    };
}

/** Of each source an account and Region may have one channel. */
function channelCheck(region: string): Check {
    const client = new CloudTrailClient({ region });
    return {
        name: "channel",
        async look() {
            const pages = paginateListChannels({ client }, {});
            const listed = await ask(
                "cloudtrail:ListChannels",
                onAll(pages, ({ Channels }) => Channels),
            );
            const channels: GetChannelResponse[] = [];
            // One by one: CloudTrail takes ten such calls a second ("Quotas in AWS CloudTrail").
            for (const { ChannelArn } of listed) {
                const command = new GetChannelCommand({ Channel: ChannelArn });
                channels.push(await ask(`cloudtrail:GetChannel on ${ChannelArn}`, client.send(command)));
            }
            const taken = channels.find(({ Source }) => Source === "OneLogin");
            if (taken !== undefined)
                return problem(
                    `The channel ${taken.ChannelArn} has the source OneLogin, and there can be one.`,
                    `Use it: pulumi config set channelArn ${taken.ChannelArn}; or, if nobody needs it: aws cloudtrail delete-channel --channel ${taken.ChannelArn} --region ${region}`,
                );
            if (channels.length < most.channels) return ok("the source OneLogin is free");
            return problem(
                `${region} has ${channels.length} channels, the most that it takes.`,
                "Delete one",
            );
        },
    };
}
