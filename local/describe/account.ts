/** What the account holds, as far as AWS only describes it: the resources that were registered, and the state of each. */
import type { Deployment } from "../deploy/deployment";
import type { Registered } from "../deploy/program";

/** A partner event source. */
export interface EventSource {
    name: string;
    region: string;
    state: "PENDING" | "ACTIVE" | "DELETED";
    /** When a pending one goes. */
    expires?: Date;
}

/** Read at every call. Whoever breaks something takes it away, or changes its state. */
export interface Account {
    account: string;
    region: string;
    resources: Registered[];
    sources: EventSource[];
    /** Of keys that are not enabled, by their ARN: `KeyState` and the like. */
    keys: Map<string, Record<string, unknown>>;
    /** What was written to each log group, by its name. */
    logs: Map<string, LogLine[]>;
}

export interface LogLine {
    timestamp: number;
    message: string;
}

export const busType = "aws:cloudwatch/eventBus:EventBus";

/** A log group has so many lines here. */
const mostLines = 20_000;

/** Nothing is known of a deployment that no program registered. */
export function createAccount({ account, region, eventSourceName, resources }: Deployment): Account {
    const isPartners = eventSourceName.startsWith("aws.partner/");
    const adopted = resources.some(({ type }) => type === busType) ? [] : [busOf(eventSourceName)];
    return {
        account,
        region,
        resources: [...adopted, ...resources].map((resource) => ({
            ...resource,
            state: copied(resource.state),
        })),
        sources: isPartners ? [{ name: eventSourceName, region, state: "ACTIVE" }] : [],
        keys: new Map(),
        logs: new Map(),
    };
}

/** A bus that the stack does not make is there: otherwise it could have no rule on it. */
function busOf(name: string): Registered {
    return { type: busType, name: "adopted", inputs: {}, state: { name } };
}

/** What is broken here stays whole in the deployment, which is others', too. The code is neither described nor copied. */
function copied(state: Registered["state"]): Registered["state"] {
    return JSON.parse(JSON.stringify({ ...state, code: undefined })) as Registered["state"];
}

/** The states of the resources of a type, of which these members are so. */
export function statesOf(
    { resources }: Account,
    type: string,
    members: Readonly<Record<string, unknown>> = {},
): Record<string, unknown>[] {
    return resources
        .filter((resource) => resource.type === type)
        .map(({ state }) => state)
        .filter((state) => Object.entries(members).every(([name, value]) => state[name] === value));
}

/** What a log group holds, the oldest first. */
export function linesOf({ logs }: Account, group: string): LogLine[] {
    return (logs.get(group) ?? []).slice(-mostLines);
}

export function writeLog({ logs }: Account, group: string, message: string): void {
    const lines = logs.get(group) ?? [];
    logs.set(group, lines);
    lines.push({ timestamp: Date.now(), message });
    // Many at once: to take one from the front of so long a list costs more than all else that is done with an event.
    if (lines.length >= 2 * mostLines) lines.splice(0, mostLines);
}
