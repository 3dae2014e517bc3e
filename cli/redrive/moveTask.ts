import {
    CancelMessageMoveTaskCommand,
    ListMessageMoveTasksCommand,
    StartMessageMoveTaskCommand,
    type ListMessageMoveTasksResultEntry,
    type SQSClient,
} from "@aws-sdk/client-sqs";
import { Failure } from "../errors";
import { ifDenied } from "../permissions";
import { poll } from "../polling";
import type { Moved } from "./move";

export interface MoveOptions {
    sourceArn: string;
    /** Always given: SQS knows the way back of those messages only that it moved itself. */
    destinationArn: string;
    /** Cancels the task. */
    stopped: AbortSignal;
    onProgress: (moved: number) => void;
}

/**
 * Has SQS move all dead letters, and follows it; a task that is under way is followed, too. SQS goes on if this ends.
 * @returns How many it moved, and whether those were all.
 */
export async function moveAll(
    client: SQSClient,
    { sourceArn: SourceArn, destinationArn: DestinationArn, stopped, onProgress }: MoveOptions,
): Promise<Moved> {
    const on = `on ${SourceArn}`;
    async function latest(): Promise<ListMessageMoveTasksResultEntry | undefined> {
        const command = new ListMessageMoveTasksCommand({ SourceArn });
        return (await ifDenied(`sqs:ListMessageMoveTasks ${on}`, client.send(command))).Results?.[0];
    }
    if (!isUnderWay(await latest())) {
        const needs = `sqs:StartMessageMoveTask, ReceiveMessage, DeleteMessage and GetQueueAttributes ${on}, and sqs:SendMessage on ${DestinationArn}`;
        await ifDenied(needs, client.send(new StartMessageMoveTaskCommand({ SourceArn, DestinationArn })));
    }
    const { ended, why } = await poll(async () => {
        const task = await latest();
        if (!isUnderWay(task)) return { ended: task, why: undefined };
        const { ApproximateNumberOfMessagesMoved: moved = 0, ApproximateNumberOfMessagesToMove: all = 0 } =
            task;
        onProgress(moved);
        const comesBack = all > 0 && moved > 2 * all;
        if (task.Status === "RUNNING" && (comesBack || stopped.aborted))
            await cancel(client, task.TaskHandle, on);
        return comesBack ? { ended: task, why: comingBack } : undefined;
    });
    const moved = ended?.ApproximateNumberOfMessagesMoved ?? 0;
    if (why !== undefined) throw new Failure(`SQS moved ${moved} messages, and was stopped: ${why}`, whatNow);
    if (ended?.Status === "FAILED")
        throw new Failure(
            `SQS moved ${moved} messages, and then failed: ${ended.FailureReason ?? "it does not say why"}.`,
            "Run the command again: what was moved is in the queue.",
        );
    return { moved, refused: {}, twice: 0, complete: ended?.Status === "COMPLETED" };
}

const comingBack = "as many came back as were moved.";
const whatNow = "Run `redrive` to see why they come back, and mend that first.";

type UnderWay = ListMessageMoveTasksResultEntry & { Status: "RUNNING" | "CANCELLING" };

function isUnderWay(task: ListMessageMoveTasksResultEntry | undefined): task is UnderWay {
    return task?.Status === "RUNNING" || task?.Status === "CANCELLING";
}

/** It may have ended in this moment. */
async function cancel(client: SQSClient, TaskHandle: string | undefined, on: string): Promise<void> {
    const call = client.send(new CancelMessageMoveTaskCommand({ TaskHandle }));
    await ifDenied(`sqs:CancelMessageMoveTask ${on}`, call).catch((error: Error) => {
        if (error.name !== "ResourceNotFoundException") throw error;
    });
}
