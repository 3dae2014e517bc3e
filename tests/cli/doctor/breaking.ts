/** How something is broken, and the one check that has to say so. */
import { SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { sqsIn } from "../../../cli/sqs";
import { unitOf } from "../../../local/deploy/deployment";
import type { Registered } from "../../../local/deploy/program";
import { writeLog } from "../../../local/describe";
import type { LakeStore } from "../../../local/run/lakeStore";
import type { ObjectStore } from "../../../local/run/objectStore";
import type { World } from "./support";

export interface Breakage {
    what: string;
    /** @returns What undoes it, if `World.mend` does not. */
    break: (world: World) => unknown;
    finding: string;
    says: RegExp;
    /** By default, that Pulumi brings back what it made. */
    mend?: RegExp;
    /** Checks that have nothing to look at then. */
    skipped?: string[];
    /** Checks that are not there then. */
    without?: string[];
}

/** Something is not there any more, and its own check says so. */
export const deleted = (
    what: string,
    damage: Breakage["break"],
    finding: string,
    skipped: string[] = [],
): Breakage => ({ what: `${what} was deleted`, break: damage, finding, says: / is gone/, skipped });

const types = {
    bus: "aws:cloudwatch/eventBus:EventBus",
    rule: "aws:cloudwatch/eventRule:EventRule",
    target: "aws:cloudwatch/eventTarget:EventTarget",
    group: "aws:cloudwatch/logGroup:LogGroup",
    groupPolicy: "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    function: "aws:lambda/function:Function",
    mapping: "aws:lambda/eventSourceMapping:EventSourceMapping",
    role: "aws:iam/role:Role",
    rolePolicy: "aws:iam/rolePolicy:RolePolicy",
    permission: "aws:lambda/permission:Permission",
};

export const find = ({ account }: World, type: keyof typeof types, name: string) =>
    account.resources.find((one) => one.type === types[type] && one.name === name) as Registered;

/** Something of a resource's state is otherwise. */
export const changed = (type: keyof typeof types, name: string, state: object) => (world: World) =>
    Object.assign(find(world, type, name).state, state);

export const gone = (type: keyof typeof types, name: string) => (world: World) => {
    const { resources } = world.account;
    resources.splice(resources.indexOf(find(world, type, name)), 1);
};

/** What a store on this machine was made with is otherwise, until it is undone. */
export function otherwise<T extends object>(settings: T, change: Partial<T>): () => void {
    const before = { ...settings };
    Object.assign(settings, change);
    return () => {
        for (const name of Object.keys(change)) delete (settings as Record<string, unknown>)[name];
        Object.assign(settings, before);
    };
}

export const bucketOf = ({ pipeline }: Pick<World, "pipeline">) =>
    (pipeline.services.objects as ObjectStore).buckets[0].settings;
export const lakeOf = ({ pipeline }: World) => pipeline.services.lake as LakeStore;

/** An attribute of a queue is otherwise, until it is undone: by real calls. */
export const attribute =
    (queue: "queue" | "deadLetters", name: "Policy" | "RedrivePolicy", value: string) =>
    async ({ deployment, pipeline }: World) => {
        const { name: queueName, attributes } = unitOf(deployment)[queue] as {
            name: string;
            attributes: Record<string, string>;
        };
        const QueueUrl = `${pipeline.queues.endpoint}/${deployment.account}/${queueName}`;
        const set = (Attributes: Record<string, string>) =>
            sqsIn(deployment.region).send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
        await set({ [name]: value });
        return () => set({ [name]: attributes[name] });
    };

export const queueGone = (which: "queue" | "deadLetters") => (world: World) => {
    const { name } = unitOf(world.deployment)[which] as { name: string };
    const refusal = {
        status: 400,
        name: "QueueDoesNotExist",
        message: "The specified queue does not exist.",
    };
    world.hooks.queues = ({ queue }) => (queue === name ? { refusal } : {});
};

export const keyState =
    (name: string, state: Record<string, unknown>) =>
    ({ account }: World) =>
        account.keys.set(`arn:aws:kms:us-east-1:123456789012:key/${name}`, state);

export const log =
    (...lines: object[]) =>
    (world: World) => {
        for (const line of lines)
            writeLog(world.account, unitOf(world.deployment).function.logGroup, JSON.stringify(line));
    };
export const settled = (...reasons: string[]) => ({
    message: "batch settled",
    undelivered: reasons.map((reason) => ({ kind: "retry", reason })),
});
