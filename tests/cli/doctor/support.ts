/** A deployment on this machine that is broken in one way after another, and what doctor says of it. */
import type { Result } from "../../../cli/doctor/check";
import type { Account } from "../../../local/describe";
import type { Policy } from "../../../local/aws/iam/policy";
import type { Intercept } from "../../../local/channel/types";
import type { InterceptQueue } from "../../../local/sqs/types";
import { everything } from "../policies";
import { startLocal, type Local } from "../support";

export const destinationsOf = {
    both: { destinations: ["cloudtrail-lake", "s3"] },
    lake: { destinations: ["cloudtrail-lake"] },
    s3: { destinations: ["s3"] },
    direct: { destinations: ["cloudtrail-lake"], deliveryMode: "direct" },
};

const key = (name: string) => `arn:aws:kms:us-east-1:123456789012:key/${name}`;

/** A stack in which everything is that doctor looks at. */
export const withKeys = {
    ...destinationsOf.both,
    eventDataStoreKmsKeyArn: key("store"),
    deliveryKmsKeyArn: key("queues"),
    s3KmsKeyArn: key("bucket"),
};

export interface World extends Local {
    account: Account;
    /** What stands before the queues and the channel from now on. */
    hooks: { queues?: InterceptQueue; channel?: Intercept };
    /** Sets back what was registered, and takes the hooks away. */
    mend(): void;
    /** Gives the operator a policy instead of an administrator's. */
    permit(policy: Policy): void;
    look(...args: string[]): Promise<{ code: number; results: Result[] }>;
}

export async function startWorld(changes: Record<string, unknown>): Promise<World> {
    const hooks: World["hooks"] = {};
    let operatorsPolicy = everything;
    const permit = (policy: Policy) => void (operatorsPolicy = policy);
    const local = await startLocal(changes, {
        interceptQueues: (call) => hooks.queues?.(call),
        intercept: (call) => hooks.channel?.(call),
        operatorsPolicy: () => operatorsPolicy,
    });
    const { account } = local.pipeline.services;
    const copied = () => account.resources.map((one) => ({ ...one, state: structuredClone(one.state) }));
    const [resources, sources] = [copied(), structuredClone(account.sources)];
    return {
        ...local,
        account,
        hooks,
        mend() {
            account.resources.splice(0, Infinity, ...resources);
            resources.splice(0, Infinity, ...copied());
            account.sources.splice(0, Infinity, ...structuredClone(sources));
            account.keys.clear();
            account.logs.clear();
            permit(everything);
            for (const name of Object.keys(hooks) as (keyof typeof hooks)[]) delete hooks[name];
        },
        permit,
        async look(...args) {
            const { code, printed, noted } = await local.call("doctor", "--json", ...args);
            if (printed.length === 0) throw new Error(noted.join("\n"));
            const { checks } = JSON.parse(printed[0]) as { checks: Result[] };
            return { code, results: checks };
        },
    };
}
