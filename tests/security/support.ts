/** The pipeline with some of its registered permissions taken away. */
import { setTimeout as sleep } from "node:timers/promises";
import { deploymentOf, unitOf } from "../../local/deploy/deployment";
import type { Evaluated, Registered } from "../../local/deploy/program";
import { startPipeline } from "../../local/run/pipeline";
import type { PipelineOptions } from "../../local/run/pipeline";
import type { Outcome } from "../../local/run/unit";
import { event } from "../../lab/forwarder/events";

interface Statement {
    Sid: string;
    Effect: string;
    Action: string | string[];
}

interface Document {
    Statement: Statement[];
}

/** One permission: an action of a statement of the policy of this resource. */
interface Permission {
    /** The end of the resource's name. */
    policy: string;
    statement: string;
    action: string;
}

const listOf = (actions: string | string[]) => [actions].flat();

function documentOf({ inputs: { policy, policyDocument } }: Registered): Document {
    return JSON.parse((policy ?? policyDocument) as string) as Document;
}

const isPolicy = ({ type }: Registered): boolean => /:(RolePolicy|QueuePolicy|LogResourcePolicy)$/.test(type);

/** Every permission that the registered policies of roles, queues and the raw event log give. */
function permissionsIn({ resources }: Evaluated): Permission[] {
    return resources.filter(isPolicy).flatMap((resource) =>
        documentOf(resource)
            .Statement.filter(({ Effect }) => Effect === "Allow")
            .flatMap(({ Sid, Action }) =>
                listOf(Action).map((action) => ({
                    policy: resource.name.replace(/^onelogin-/, ""),
                    statement: Sid,
                    action,
                })),
            ),
    );
}

/** The same resources, with a statement lacking an action, or gone with its last one. */
function without(evaluated: Evaluated, { policy, statement, action }: Permission): Evaluated {
    const resources = evaluated.resources.map((resource) => {
        if (!isPolicy(resource) || !resource.name.endsWith(`-${policy}`)) return resource;
        const document = documentOf(resource);
        const Statement = document.Statement.map((one) =>
            one.Sid === statement
                ? { ...one, Action: listOf(one.Action).filter((other) => other !== action) }
                : one,
        ).filter(({ Action }) => Action.length > 0);
        return {
            ...resource,
            inputs: { ...resource.inputs, policy: JSON.stringify({ ...document, Statement }) },
        };
    });
    return { ...evaluated, resources };
}

interface RunOptions extends PipelineOptions {
    /** Is put into the queue instead of an event. */
    message?: string;
    /** The customer's key that the secret is encrypted with, whatever the role's policy says. */
    secretKey?: string;
}

/**
 * Sends one event, "a", through what is deployed, until it is done with; what the queue holds is never done with when a
 * policy refused something.
 */
async function run(evaluated: Evaluated, options: RunOptions = {}): Promise<Outcome> {
    const deployment = deploymentOf(evaluated);
    if (deployment.secret) deployment.secret.kmsKeyArn = options.secretKey;
    const pipeline = await startPipeline(deployment, { functions: { speed: 20 }, ...options });
    const isStuck = ({ denied }: Outcome) => unitOf(deployment).queue !== undefined && denied.length > 0;
    try {
        const { queue } = unitOf(deployment);
        if (options.message === undefined || queue === undefined) await pipeline.put([event("a")]);
        else await pipeline.queues.as("operator").send(queue, [options.message]);
        let [drained, outcome] = [false, await pipeline.outcome()];
        void pipeline.drain().then(() => (drained = true));
        while (!drained && !isStuck(outcome)) {
            await sleep(20);
            outcome = await pipeline.outcome();
        }
        return await pipeline.outcome();
    } finally {
        await pipeline.stop();
    }
}

export { permissionsIn, run, without, type Permission, type RunOptions };
