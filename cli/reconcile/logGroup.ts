import { type CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { Misuse } from "../errors";
import { ifPermitted, isSkipped } from "../permissions";
import { oneDay } from "../time";
import type { Window } from "./options";

/** The part of a window that the log keeps, and what there is to say of the rest. */
export async function withinLog(
    client: CloudWatchLogsClient,
    group: string,
    window: Window,
    now: Date,
): Promise<{ window: Window; notes: string[] }> {
    const answer = await ifPermitted("logs:DescribeLogGroups", describe(client, group));
    if (isSkipped(answer))
        return { window, notes: [`how long the raw event log keeps events: ${answer.skipped}`] };
    const { creationTime = 0, retentionInDays } = answer;
    const kept = retentionInDays === undefined ? 0 : now.getTime() - retentionInDays * oneDay;
    const first = Math.ceil(Math.max(creationTime, kept) / 1000) * 1000;
    if (first <= window.since) return { window, notes: [] };
    const begins = `The raw event log begins at ${new Date(first).toISOString()}${first > creationTime + 1000 ? ` (it keeps ${retentionInDays} days)` : ""}`;
    if (first >= window.until)
        throw new Misuse(
            `${begins}: of the time before nothing is known.`,
            "Give a later --since and --until.",
        );
    return { window: { ...window, since: first }, notes: [`what came before --since: ${begins}`] };
}

async function describe(client: CloudWatchLogsClient, logGroupNamePrefix: string) {
    const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix }));
    return logGroups.find(({ logGroupName }) => logGroupName === logGroupNamePrefix) ?? {};
}
