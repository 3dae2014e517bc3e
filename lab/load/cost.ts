/** What events cost in AWS, by the prices of `prices.json`. Everything that this model takes for granted is in that file. */
import data from "./prices.json";

/** What the price depends on, for one event on the average. */
interface Usage {
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

const { prices, assumptions, gigabyte } = data;
const million = 1_000_000;

function chunks(bytes: number): number {
    return Math.max(1, Math.ceil(bytes / assumptions.chunkBytes.value));
}

/** US dollars for a million events, by what is paid for. */
function costPerMillion(usage: Usage): Record<string, number> {
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

function total(costs: Record<string, number>): number {
    return Object.values(costs).reduce((sum, cost) => sum + cost, 0);
}

/** What fixed retention costs more, for a million events. */
function fixedRetentionCostsMore({ recordBytes }: Pick<Usage, "recordBytes">): number {
    return ((recordBytes * million) / gigabyte) * (prices.lakeFixed.price - prices.lakeExtendable.price);
}

export { costPerMillion, fixedRetentionCostsMore, total };
export type { Usage };
