import { Refusal, Account, pendingDeletion } from "./account";
import type { Kind } from "./account";
import type { CloudObject } from "./cloud";
import { isMadeUp, madeUp, named, withoutOwn } from "./names";
import { noteLosses } from "./policies";
import { schemas } from "./schemas";
import type { Schema } from "./schemas";
import { cloudtrail } from "./services/cloudtrail";
import { events } from "./services/events";
import { lambda } from "./services/lambda";
import { others } from "./services/others";
import { revealed, same, unknown } from "./wire";
import type { Properties } from "./wire";

/** What a resource is asked for, in the words of the engine's protocol. */

const kinds = new Map(Object.entries({ ...cloudtrail, ...events, ...lambda, ...others }));

function known(type: string): { schema: Schema; kind: Kind } {
    const [schema, kind] = [schemas.get(type), kinds.get(type)];
    if (schema && kind) return { schema, kind };
    throw new Refusal("Unimplemented", `the local providers know nothing of ${type}`);
}

/** The inputs as they will be, and what is wrong with them. */
export function check(
    type: string,
    name: string,
    news: Properties,
    olds: Properties,
    seed: Uint8Array,
): { inputs: Properties; faults: string[] } {
    const { schema } = known(type);
    const inputs = named(type, name, schema, news, olds, seed);
    return { inputs, faults: schema.faults(withoutOwn(inputs)) };
}

interface Difference {
    changed: string[];
    replacing: string[];
    /** The old one has to go first, for both have one name. */
    deleteFirst: boolean;
}

/** What the provider keeps as it was when it is left out, by its path: `Computed` in Terraform's schemas, or a diff that they suppress. */
const keptInputs: Record<string, string[][]> = {
    "aws:cloudwatch/logGroup:LogGroup": [["deletionProtectionEnabled"]],
    "aws:lambda/function:Function": [
        ["tracingConfig"],
        ["loggingConfig", "applicationLogLevel"],
        ["loggingConfig", "systemLogLevel"],
    ],
};

function withKept(type: string, olds: Properties, news: Properties): Properties {
    const all = { ...news };
    for (const [input, inner] of keptInputs[type] ?? []) {
        if (inner === undefined) all[input] ??= olds[input];
        else all[input] = withInner(inner, olds[input] as Properties, all[input] as Properties);
    }
    return all;
}

function withInner(name: string, olds: Properties = {}, news: Properties = {}): Properties {
    return name in olds ? { [name]: olds[name], ...news } : news;
}

export function diff(type: string, olds: Properties, given: Properties): Difference {
    const { schema } = known(type);
    const news = withKept(type, olds, given);
    const all = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
    const changed = all.filter((input) => input !== madeUp && !same(olds[input], news[input]));
    const replacing = changed.filter((input) => schema.createOnly.includes(input));
    const keepsName = news.name !== undefined && !isMadeUp(news, "name") && !replacing.includes("name");
    return {
        changed,
        replacing,
        deleteFirst: replacing.length > 0 && (type.startsWith("aws-native:") || keepsName),
    };
}

/** What is known of it before it is made or changed. */
export function preview(type: string, inputs: Properties, olds?: Properties): Properties {
    const { outputs } = known(type).schema;
    const added = outputs.map((output) => [output, olds?.[output] ?? unknown]);
    return { ...Object.fromEntries(added), ...withoutOwn(inputs) } as Properties;
}

export function create(
    type: string,
    inputs: Properties,
    account: Account,
): { id: string; state: Properties } {
    const { kind } = known(type);
    const plain = revealed(withoutOwn(inputs));
    for (const need of kind.needs?.(plain, account) ?? []) account.need(...need);
    const added = kind.adds?.(plain, account) ?? account.added(type, plain);
    const id = kind.id?.(plain, added) ?? (plain.name as string);
    if (kind.twin !== undefined && account.find(type, id))
        throw new Refusal(kind.twin, `${type.split(":").at(-1)} ${id} exists already`);
    kind.judge?.(plain, account);
    account.cloud.put(account.place, { type, id, inputs: plain, added });
    noteLosses(account, type, id);
    return { id, state: { ...added, ...withoutOwn(inputs) } };
}

function present(type: string, id: string, account: Account): CloudObject | undefined {
    const found = account.find(type, id);
    return found?.added.status === pendingDeletion ? undefined : found;
}

/** Secrets that have not changed stay marked. */
function kept(actual: Properties, before: Properties): Properties {
    const entries = Object.entries(actual).map(([key, value]) => [
        key,
        same(value, before[key]) ? before[key] : value,
    ]);
    return Object.fromEntries(entries) as Properties;
}

export function read(
    type: string,
    id: string,
    before: { inputs: Properties; state: Properties },
    account: Account,
): { inputs: Properties; state: Properties } | undefined {
    known(type);
    const found = present(type, id, account);
    if (!found) return undefined;
    const own = type.startsWith("aws-native:") ? {} : { [madeUp]: before.inputs[madeUp] ?? [] };
    return {
        inputs: { ...kept(found.inputs, before.inputs), ...own },
        state: kept({ ...found.inputs, ...found.added }, before.state),
    };
}

export function update(type: string, id: string, inputs: Properties, account: Account): Properties {
    const { kind } = known(type);
    const old = present(type, id, account);
    if (!old) throw new Refusal("NotFound", `${type} ${id}`);
    const plain = withKept(type, old.inputs, revealed(withoutOwn(inputs)));
    kind.judge?.(plain, account, old);
    const { added } = account.cloud.put(account.place, { type, id, inputs: plain, added: old.added });
    return { ...added, ...withoutOwn(inputs) };
}

/** What is gone already is deleted. */
export function remove(type: string, id: string, account: Account): void {
    const { kind } = known(type);
    const old = present(type, id, account);
    if (!old) return;
    kind.remove?.(old, account);
    if (kind.lingers)
        account.cloud.put(account.place, { ...old, added: { ...old.added, status: pendingDeletion } });
    else account.cloud.remove(account.place, type, id);
    noteLosses(account, type, id);
}
