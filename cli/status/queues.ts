import type { Unit } from "../deployment";
import type { Skipped } from "../permissions";
import { heldIn, sqsIn, type Held } from "../sqs";

export interface UnitQueues {
    /** In the queue or in flight; undefined in direct mode, where nobody can see Lambda's own queue. */
    waiting?: Held | Skipped;
    deadLetters: Held | Skipped;
}

/** What each unit's queues hold. */
export function readQueues(region: string, units: readonly Unit[]): Promise<UnitQueues[]> {
    const client = sqsIn(region);
    return Promise.all(
        units.map(async ({ queueArn, queueUrl, deadLetterQueueArn, deadLetterQueueUrl }) => ({
            ...(queueArn && queueUrl && { waiting: await heldIn(client, queueArn, queueUrl) }),
            deadLetters: await heldIn(client, deadLetterQueueArn, deadLetterQueueUrl),
        })),
    );
}
