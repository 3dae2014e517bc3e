/** A stack's configuration, as Pulumi's engine hands it to the program. */
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { accountId } from "../aws/place";
import { UserError } from "../userError";
import { isObject } from "../values";

/** A key that Pulumi.yaml describes. */
export interface Declared {
    type: string;
    default?: unknown;
    description: string;
    items?: { type: string };
    secret?: boolean;
}

/** Pulumi.yaml. */
export interface Project {
    name: string;
    config: Record<string, Declared>;
}

export interface Configuration {
    project: string;
    stack: string;
    config: Record<string, string>;
    secretKeys: string[];
    /** Keys that are encrypted in the stack's file, and have a placeholder here: nobody has their key on this machine. */
    placeholders: string[];
}

function read<T>(folder: string, file: string): T {
    return parse(fs.readFileSync(path.join(folder, file), "utf8")) as T;
}

export function readProject(folder: string): Project {
    return { config: {}, ...read<Omit<Project, "config"> & Partial<Project>>(folder, "Pulumi.yaml") };
}

/** A stack's own settings, `Pulumi.<stack>.yaml`; keys of the project stand without its name. */
export function stackSettings(folder: string, stack: string): Record<string, unknown> {
    const { name } = readProject(folder);
    const file = `Pulumi.${stack}.yaml`;
    if (!/^[\w.-]+$/.test(stack) || !fs.existsSync(path.join(folder, file))) {
        const stacks = fs
            .readdirSync(folder)
            .flatMap((found) => /^Pulumi\.(.+)\.yaml$/.exec(found)?.[1] ?? []);
        throw new UserError(
            `There is no stack ${stack}: ${file} is not in ${folder}.`,
            `Name one that there is: ${stacks.join(", ")}.`,
        );
    }
    const { config = {} } = read<{ config?: Record<string, unknown> | null }>(folder, file) ?? {};
    return Object.fromEntries(
        Object.entries(config ?? {}).map(([key, value]) => [key.replace(`${name}:`, ""), value]),
    );
}

/** How `pulumi config set --secret` writes a value: `secure: v1:…`, alone or inside an object or list. */
function isEncrypted(value: unknown): boolean {
    if (Array.isArray(value)) return value.some(isEncrypted);
    if (!isObject(value)) return false;
    const names = Object.keys(value);
    return (names.length === 1 && typeof value.secure === "string") || Object.values(value).some(isEncrypted);
}

/** Of keys whose values have a form of their own. */
const placeholders: [keys: RegExp, form: string | number][] = [
    [/^eventSourceNames?$/, "aws.partner/onelogin.com/encrypted/placeholder"],
    [/KmsKeyArn$/, "arn:aws:kms:REGION:ACCOUNT:key/placeholder"],
    [/SecretArn$/, "arn:aws:secretsmanager:REGION:ACCOUNT:secret:placeholder-AbCdEf"],
    [/BoundaryArn$/, "arn:aws:iam::ACCOUNT:policy/placeholder"],
    [/WriterArns$/, "arn:aws:iam::ACCOUNT:role/placeholder"],
    [/^eventDataStoreArns$/, "arn:aws:cloudtrail:REGION:ACCOUNT:eventdatastore/placeholder"],
    [/^channelArn$/, "arn:aws:cloudtrail:REGION:ACCOUNT:channel/placeholder"],
    [/^alarmsActions$/, "arn:aws:sns:REGION:ACCOUNT:placeholder"],
    [/AccountIds?$/, "ACCOUNT"],
    [/^eventLogName$/, "/aws/events/placeholder"],
    [/^eventTypes/, 5],
];

/**
 * A value of the form that the key's own would have, so that the program takes it.
 *
 * @param standard The key's default, if Pulumi.yaml has one.
 */
function placeholderFor(key: string, value: unknown, region: unknown, standard?: unknown): unknown {
    if (Array.isArray(value)) {
        const isChoice = Array.isArray(standard) && standard.length > 0;
        return isChoice ? standard : value.map((item) => placeholderFor(key, item, region));
    }
    if (!isObject(value)) return value;
    if (typeof value.secure !== "string")
        return Object.fromEntries(
            Object.entries(value).map(([name, item]) => [name, placeholderFor(key, item, region)]),
        );
    if (standard !== undefined && standard !== "") return standard;
    const [, form = "placeholder"] = placeholders.find(([keys]) => keys.test(key)) ?? [];
    if (typeof form === "number") return form;
    return form.replace("REGION", String(region)).replace("ACCOUNT", accountId);
}

/**
 * The configuration as the engine hands it to the program in `folder`: the defaults of its Pulumi.yaml under what is set.
 * Every value is text, JSON unless it is a string; keys have their namespace, those of the project its name.
 */
export function engineConfiguration(folder: string, set: Record<string, unknown>): Record<string, string> {
    const { name, config } = readProject(folder);
    const defaults = Object.entries(config)
        .filter(([, declared]) => declared.default !== undefined)
        .map(([key, declared]) => [key, declared.default] as const);
    const all = { ...Object.fromEntries(defaults), ...set };
    return Object.fromEntries(
        Object.entries(all).map(([key, value]) => [
            key.includes(":") ? key : `${name}:${key}`,
            typeof value === "string" ? value : JSON.stringify(value),
        ]),
    );
}

/** All that the engine knows of a stack of the project in `folder`, with `changes` on top. */
export function readConfiguration(
    folder: string,
    stack: string,
    changes: Record<string, unknown> = {},
): Configuration {
    const { name, config } = readProject(folder);
    const set = { ...stackSettings(folder, stack), ...changes };
    const placeholders = Object.keys(set).filter((key) => isEncrypted(set[key]));
    for (const key of placeholders) {
        const declared = Object.hasOwn(config, key) ? config[key].default : undefined;
        set[key] = placeholderFor(key, set[key], set["aws:region"], declared);
    }
    const secret = [...Object.keys(config).filter((key) => config[key].secret), ...placeholders];
    return {
        project: name,
        stack,
        config: engineConfiguration(folder, set),
        secretKeys: secret.map((key) => (key.includes(":") ? key : `${name}:${key}`)),
        placeholders,
    };
}
