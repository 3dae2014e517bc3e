import { isDeepStrictEqual } from "node:util";
import { runtime } from "@pulumi/pulumi";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** Values as the engine and its providers exchange them (sdk/nodejs/runtime/rpc.ts). */

export type Value = string | number | boolean | null | undefined | Value[] | Properties;

export interface Properties {
    [key: string]: Value;
}

/** A value that is not known yet, in a preview. */
export const unknown = runtime.unknownValue;

const { specialSigKey, specialSecretSig } = runtime;
const packed: Value[] = [runtime.specialAssetSig, runtime.specialArchiveSig];

export function isObject(value: Value): value is Properties {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Without the marks of secrets: a provider gets the values themselves. */
export function revealed<T extends Value>(value: T): T {
    if (Array.isArray(value)) return value.map(revealed) as T;
    if (!isObject(value)) return value;
    if (value[specialSigKey] === specialSecretSig) return revealed(value.value) as T;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, revealed(entry)])) as T;
}

/** Is it, or is something in it, not known yet? */
export function hasUnknown(value: Value): boolean {
    if (Array.isArray(value)) return value.some(hasUnknown);
    return isObject(value) ? Object.values(value).some(hasUnknown) : value === unknown;
}

/** A policy is text; its spacing and the order of its keys are no difference to AWS. */
function parsed(value: Value): Value {
    if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
    try {
        return JSON.parse(value) as Value;
    } catch {
        return value;
    }
}

/** What is not given, null and undefined are one; packed files are compared by their hash. */
function comparable(value: Value): Value {
    if (Array.isArray(value)) return value.map(comparable);
    if (!isObject(value)) return parsed(value) ?? null;
    if (packed.includes(value[specialSigKey]) && value.hash) return { hash: value.hash };
    const given = Object.entries(value).filter(([, entry]) => (entry ?? null) !== null);
    return Object.fromEntries(given.map(([key, entry]) => [key, comparable(entry)]));
}

/** Are these the same to AWS? What is not known yet is never the same. */
export function same(one: Value, other: Value): boolean {
    if (hasUnknown(one) || hasUnknown(other)) return false;
    return isDeepStrictEqual(comparable(revealed(one)), comparable(revealed(other)));
}

/** For a message. */
export function text(value: Value): string {
    return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

export function read(struct: Struct | undefined): Properties {
    return struct?.toJavaScript() ?? {};
}

export function write(properties: Properties): Struct {
    const given = Object.entries(properties).filter(([, value]) => value !== undefined);
    return Struct.fromJavaScript(Object.fromEntries(given) as Parameters<typeof Struct.fromJavaScript>[0]);
}
