import type { Calls } from "./calls";
import type { Deep } from "./deep";
import type { Environment } from "./environment";
import type { Settler } from "./settling";
import type { Client, Command, JsonObject } from "./types";

/** The client, as the module that the Lambda runtime ships exports it. */
interface Sdk {
    SecretsManagerClient: new (config: { region: string }) => Client;
    GetSecretValueCommand: Command;
}

interface SecretValue {
    SecretString?: string;
    SecretBinary?: Uint8Array;
}

/**
 * Removes members of `detail`, or puts a keyed hash in their place, before anything is made of them. Dead letters and
 * twins go by the message itself, which stays as it is.
 */
const createRedactor = (
    { read }: Pick<Environment, "read">,
    { writeDeep }: Deep,
    { within, textOf }: Calls,
) => {
    const [, removed, hashed] = read(
        "REDACTION",
        /^(?=[nrh])(?:none|(?:remove (\w+(?:,\w+)*))? ?(?:hash (\w+(?:,\w+)*))?)$/,
    );
    const listOf = (keys: string | undefined) => keys?.split(",") ?? [];
    const [toRemove, toHash] = [listOf(removed), listOf(hashed)];
    const { createHmac } = require("node:crypto") as typeof import("node:crypto");
    const { hasOwn } = Object;
    const toText = String;
    /** In bytes: a shorter key could be guessed, and with it every value. */
    const shortestKey = 32;

    let hash: ((text: string) => string) | undefined;

    /** The first letters of each hash tell the keys apart: hashes of different ones cannot be joined. */
    function hashWith(key: Buffer): (text: string) => string {
        const hmac = (text: string) => createHmac("sha256", key).update(text).digest("hex");
        // Of the empty text, which is never hashed itself.
        const fingerprint = hmac("").slice(0, 8);
        return (text) => fingerprint + ":" + hmac(text);
    }

    /** Reads the key until a time in milliseconds. */
    function createKeyReader(): (until: number) => Promise<Buffer> {
        const [SecretId, region] = read(
            "HASH_KEY_ARN",
            /^arn:aws[a-z-]*:secretsmanager:([a-z]{2}[a-z0-9-]+):\d{12}:secret:.+$/,
        );
        const { SecretsManagerClient, GetSecretValueCommand } =
            require("@aws-sdk/client-secrets-manager") as Sdk;
        const client = new SecretsManagerClient({ region });
        return async (until) => {
            const command = new GetSecretValueCommand({ SecretId });
            const answer = await within(until, (abortSignal) => client.send(command, { abortSignal }));
            const { SecretString, SecretBinary } = answer as SecretValue;
            const key = Buffer.from(SecretString ?? SecretBinary ?? "");
            if (key.length < shortestKey) throw new DOMException("too short", "KeyTooShort");
            return key;
        };
    }

    const readKey = toHash.length > 0 ? createKeyReader() : void 0;

    /** A settler that gets no event before the key is there. Without it the whole batch goes back to the queue. */
    const protect = ({ settle }: Settler): Settler => ({
        async settle(deliveries, context) {
            if (readKey && hash == null) {
                // Time is left to settle, and for an error to be told from a timeout.
                const until = Date.now() + context.getRemainingTimeInMillis() / 2;
                const key = await readKey(until).catch((error: unknown) => textOf(error, "name"));
                if (typeof key === "string")
                    throw new Error(
                        `The key that redaction hashes with was not read: ${key}. Nothing is delivered without it; the events come again.`,
                    );
                hash = hashWith(key);
            }
            return settle(deliveries, context);
        },
    });

    /** In place. Null and "" stay as they are, so that one sees that there was no value. */
    function redact(detail: JsonObject): void {
        for (const key of toRemove) delete detail[key];
        for (const key of toHash) {
            const value = hasOwn(detail, key) ? detail[key] : "";
            if (value === null || value === "") continue;
            const text = typeof value === "object" ? writeDeep(value) : toText(value);
            detail[key] = (hash as (text: string) => string)(text);
        }
    }

    return { protect, redact };
};

export { createRedactor };
