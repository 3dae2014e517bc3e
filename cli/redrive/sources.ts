import { LambdaClient } from "@aws-sdk/client-lambda";
import type { SQSClient } from "@aws-sdk/client-sqs";
import { readDeployment, type DeploymentOptions, type Unit } from "../deployment";
import { Misuse } from "../errors";
import { createQueue, type Queue } from "../queue";
import { sqsIn } from "../sqs";
import { targetOf, toQueue, type Target } from "../targets";

/** The options of `redrive`, as they are written. */
export interface RedriveOptions extends DeploymentOptions {
    destination?: string;
    reason?: string;
    limit?: string;
    export?: string;
    queueUrl?: string;
    to?: string;
    yes?: boolean;
}

/** Dead letters, and where they go. */
export interface Source {
    /** As people call it. */
    title: string;
    client: SQSClient;
    letters: Queue;
    /** None if nobody has said where they go. */
    target?: Target;
    /** The queue that they go to, in which they wait. */
    queue?: Queue;
    /** What SQS can move by itself. */
    move?: { sourceArn: string; destinationArn: string };
}

const url = /^https?:\/\/[\w.:-]+\/\d{12}\/[\w-]{1,80}$/;

/** @throws Misuse for options that do not go together. */
export async function sourcesOf(options: RedriveOptions): Promise<Source[]> {
    const { queueUrl, to, destination } = options;
    if (queueUrl !== undefined) return [ofQueue(queueUrl, options)];
    if (to !== undefined)
        throw new Misuse("--to is for --queue-url.", "A deployment's dead letters go back to its own queue.");
    const { region, units } = await readDeployment(options);
    const chosen = units.filter((unit) => destination === undefined || unit.destination === destination);
    if (chosen.length === 0)
        throw new Misuse(
            `--destination ${destination} is not deployed.`,
            `Choose ${units.map((unit) => unit.destination).join(" or ")}.`,
        );
    return chosen.map((unit) => ofUnit(unit, region));
}

function ofUnit(unit: Unit, region: string): Source {
    const client = sqsIn(region);
    const { title, queueUrl, queueArn } = unit;
    const letters = createQueue(client, unit.deadLetterQueueUrl);
    const target = targetOf(unit, { sqs: client, lambda: new LambdaClient({ region }) });
    if (queueUrl === undefined || queueArn === undefined) return { title, client, letters, target };
    return {
        ...{ title, client, letters, target, queue: createQueue(client, queueUrl) },
        move: { sourceArn: unit.deadLetterQueueArn, destinationArn: queueArn },
    };
}

/** A dead-letter queue that is no queue's any more: SQS moves nothing out of it. */
function ofQueue(queueUrl: string, { to, destination, outputs, component }: RedriveOptions): Source {
    for (const [option, value] of Object.entries({ "--queue-url": queueUrl, "--to": to }))
        if (value !== undefined && !url.test(value))
            throw new Misuse(
                `${option} ${value} is not the URL of a queue.`,
                "Write it as https://sqs.us-east-1.amazonaws.com/111122223333/name.",
            );
    if ([destination, outputs, component].some((option) => option !== undefined))
        throw new Misuse(
            "--queue-url is for a queue that no deployment has.",
            "Leave out --outputs, --component and --destination.",
        );
    if (to === queueUrl)
        throw new Misuse("--to is the queue of --queue-url itself.", "Give the URL of another queue.");
    const client = sqsIn(regionOf(queueUrl));
    const letters = createQueue(client, queueUrl);
    if (to === undefined) return { title: letters.name, client, letters };
    const other = sqsIn(regionOf(to));
    return {
        title: letters.name,
        client,
        letters,
        target: toQueue(other, to),
        queue: createQueue(other, to),
    };
}

const regionOf = (queueUrl: string): string | undefined => /\/\/sqs\.([a-z0-9-]+)\./.exec(queueUrl)?.[1];

/** @throws Misuse for what is not a whole number above 0. */
export function limitOf(limit: string | undefined): number {
    if (limit === undefined) return Infinity;
    if (/^[1-9]\d{0,8}$/.test(limit)) return Number(limit);
    throw new Misuse(`--limit ${limit} is not a number of messages.`, "Write a whole number, 1 or more.");
}
