/** A deployment on this machine that is broken in one way after another, and what doctor says of it. */
import { expect } from "chai";
import type { Result } from "../../../cli/doctor/check";
import type { Account } from "../../../local/describe";
import { startLocal, type Local } from "../support";

export interface World extends Local {
    account: Account;
    /** Sets back what was registered, and takes the hooks away. */
    mend(): void;
    look(...args: string[]): Promise<{ code: number; results: Result[] }>;
}

export async function startWorld(changes?: Record<string, unknown>): Promise<World> {
    const local = await startLocal(changes);
    const { account } = local.pipeline.services;
    const copied = () => account.resources.map((one) => ({ ...one, state: structuredClone(one.state) }));
    const [resources, sources] = [copied(), structuredClone(account.sources)];
    return Object.assign(local, {
        account,
        mend() {
            account.resources.splice(0, Infinity, ...resources);
            resources.splice(0, Infinity, ...copied());
            account.sources.splice(0, Infinity, ...structuredClone(sources));
            account.keys.clear();
            account.logs.clear();
            local.hooks = {};
        },
        async look(...args: string[]) {
            const { code, text, notes } = await local.call("doctor", "--json", ...args);
            if (text === "") throw new Error(notes);
            const { well, checks } = JSON.parse(text) as { well: boolean; checks: Result[] };
            expect(well).to.equal(code === 0);
            return { code, results: checks };
        },
    });
}
