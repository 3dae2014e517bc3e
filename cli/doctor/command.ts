import { Misuse } from "../errors";
import { readDeployment, type Deployment } from "../deployment";
import type { Terminal } from "../terminal";
import { bucketChecks } from "./bucket";
import { callerCheck } from "./caller";
import { examine, type Check } from "./check";
import { eventLogChecks } from "./eventLog";
import { lakeChecks } from "./lake";
import type { DoctorOptions } from "./options";
import { preflightChecks } from "./preflight";
import { report } from "./report";
import { sourceChecks } from "./source";
import { tableChecks } from "./table";
import { unitChecks } from "./unit";

/** Looks at every hop, from OneLogin's event source to the destination. @returns 0, or 1 if something is wrong. */
export async function doctor(options: DoctorOptions, terminal: Terminal, now = new Date()): Promise<number> {
    if (options.preflight) {
        const { region, checks } = await preflightChecks(options);
        return look(callerCheck(region), checks, options, terminal);
    }
    const misplaced = (["source", "destination", "region"] as const).find(
        (name) => options[name] !== undefined,
    );
    if (misplaced !== undefined)
        throw new Misuse(
            `--${misplaced} is for --preflight: what is deployed is known.`,
            "Leave it out, or add --preflight.",
        );
    const deployment = await readDeployment(options);
    const { region, account } = deployment;
    return look(callerCheck(region, account), checksOf(deployment, now), options, terminal);
}

/** In the order in which events pass. */
function checksOf(deployment: Deployment, now: Date): Check[] {
    return [
        ...sourceChecks(deployment),
        ...eventLogChecks(deployment),
        ...deployment.units.flatMap((unit) => unitChecks(deployment, unit, now)),
        ...lakeChecks(deployment),
        ...bucketChecks(deployment),
        ...tableChecks(deployment),
    ];
}

/** Whom AWS does not know, it tells nothing else. */
async function look(
    caller: Check,
    checks: readonly Check[],
    options: DoctorOptions,
    terminal: Terminal,
): Promise<number> {
    const [known] = await examine([caller]);
    const others = known.state === "ok" ? await examine(checks) : [];
    return report([known, ...others], options, terminal);
}
