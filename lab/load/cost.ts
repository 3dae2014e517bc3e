/** What events cost in AWS, by the prices of `docs/prices.json`. Everything that this model takes for granted is in that file. */
import { defaults } from "../../components/inputs/settings";
import data from "../../docs/prices.json";

/** What the price depends on, for one event on the average. */
export interface Usage {
    eventBytes: number;
    recordBytes: number;
    /** How often an event is received: 1 when all goes well. */
    deliveries: number;
    /** How many invocations there are for an event: 0.01 when batches of 100 are full and delivered once. */
    invocations: number;
    /** What an invocation takes in Lambda. */
    seconds: number;
    /** The function's memory. */
    megabytes: number;
}

const { prices, assumptions, gigabyte, stored } = data;
const million = 1_000_000;
const secondsPerDay = 86_400;

function chunks(bytes: number): number {
    return Math.max(1, Math.ceil(bytes / assumptions.chunkBytes.value));
}

/** US dollars for a million events, by what is paid for. */
export function costPerMillion(usage: Usage): Record<string, number> {
    const { eventBytes, recordBytes, deliveries, invocations, seconds, megabytes } = usage;
    const perRequest = assumptions.messagesPerRequest.value;
    const receive = chunks(eventBytes * perRequest) / perRequest;
    const gigabytes = (bytes: number) => (bytes * million) / gigabyte;
    const logs = eventBytes + invocations * assumptions.logBytesPerInvocation.value;
    return {
        EventBridge: chunks(eventBytes) * prices.eventBridge.price,
        SQS: (chunks(eventBytes) + deliveries * receive + 1 / perRequest) * prices.sqs.price,
        "Lambda, requests": invocations * prices.lambdaRequests.price,
        "Lambda, time": invocations * million * seconds * (megabytes / 1024) * prices.lambdaDuration.price,
        "CloudWatch Logs": gigabytes(logs) * prices.logs.price,
        "CloudTrail Lake": gigabytes(recordBytes) * prices.lakeExtendable.price,
    };
}

export function total(costs: Record<string, number>): number {
    return Object.values(costs).reduce((sum, cost) => sum + cost, 0);
}

/** What fixed retention costs more, for a million events. */
export function fixedRetentionCostsMore({ recordBytes }: Pick<Usage, "recordBytes">): number {
    return ((recordBytes * million) / gigabyte) * (prices.lakeFixed.price - prices.lakeExtendable.price);
}

type Events = keyof typeof stored;

/** Events that share an object: a poller's batch, which its size or its window ends. */
export function eventsPerObject(eventsPerDay: number): number {
    const { batchSize, batchWindowSeconds } = defaults.s3.delivery;
    const perPoller = (eventsPerDay / secondsPerDay / assumptions.pollers.value) * batchWindowSeconds;
    return Math.min(batchSize, Math.max(1, perPoller));
}

/** Bytes that an event takes in an object of so many, between the sizes that were measured. */
export function storedBytes(events: Events, perObject: number): number {
    const sizes = Object.entries(stored[events].bytesPerEvent).map(([count, bytes]) => ({
        at: Math.log(Number(count)),
        bytes: Math.log(bytes),
    }));
    const at = Math.log(perObject);
    const next = Math.max(
        1,
        sizes.findIndex((size) => size.at >= at),
    );
    const [low, high] = [sizes[next - 1], sizes[next]];
    const share = (at - low.at) / (high.at - low.at);
    return Math.exp(low.bytes + share * (high.bytes - low.bytes));
}

/** US dollars for a million events at their destination, a year included; all before it costs the same for either. */
export function destinationCosts(events: Events, eventsPerDay: number): { s3: number; lake: number } {
    const perObject = eventsPerObject(eventsPerDay);
    const gigabytes = (bytes: number) => (bytes * million) / gigabyte;
    const requests = prices.s3Put.price / perObject;
    const storage = gigabytes(storedBytes(events, perObject)) * prices.s3Storage.price;
    return {
        s3: requests + storage * assumptions.months.value,
        lake: gigabytes(stored[events].recordBytes) * prices.lakeExtendable.price,
    };
}

/** US dollars for a query that reads so many days whole. */
export function queryCosts(events: Events, eventsPerDay: number, days: number): { s3: number; lake: number } {
    const perObject = eventsPerObject(eventsPerDay);
    const count = eventsPerDay * days;
    const scanned = Math.max(prices.athenaScan.leastBytes, count * storedBytes(events, perObject));
    return {
        s3:
            (scanned / (gigabyte * 1024)) * prices.athenaScan.price +
            (count / perObject / million) * prices.s3Get.price,
        lake: ((count * stored[events].recordBytes) / gigabyte) * prices.lakeScan.price,
    };
}
