import { getEventSource } from "@pulumi/aws/cloudwatch";
import { getRegion } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";
import type { OneLoginCloudTrailLakeArgs } from "./components";
import { nearestOf } from "./components/inputs/nearest";
import { configurationKey, inputNames, leaves } from "./components/inputs/settings";
import type { NamedInputs } from "./components/inputs/settings";
import type { Input } from "./components/inputs/input";

/** The stack program's arguments, from its configuration: each input has its key, `delivery.batchSize` is `deliveryBatchSize`. */

const partnerPrefix = "aws.partner/onelogin.com/";

/** What stands for "not given": the engine wants a default for every key that is described. */
export const absent: Record<Input["type"], unknown> = {
    string: "",
    integer: 0,
    number: 0,
    boolean: false,
    array: [],
    object: {},
};

/** Of a key without the words before it, `batchSize` for `deliveryBatchSize`, each that ends so is meant; else the nearest, if it is near. */
function meantBy(key: string, known: string[]): string[] {
    const ending = known.filter((one) => one.endsWith(key.charAt(0).toUpperCase() + key.slice(1)));
    if (ending.length > 0) return ending;
    const nearest = nearestOf(key, known);
    return nearest === undefined ? [] : [nearest];
}

/** What to do about a key that there is not. */
function remedyFor(key: string, known: string[]): string {
    const meant = meantBy(key, known).join(" or ");
    return `  - ${key}: ${meant === "" ? "" : `did you mean ${meant}? `}Remove it with: pulumi config rm ${key}`;
}

function refuseUnknown(known: string[]): void {
    const namespace = `${pulumi.getProject()}:`;
    const unknown = Object.keys(pulumi.runtime.allConfig())
        .filter((key) => key.startsWith(namespace))
        .map((key) => key.slice(namespace.length))
        .filter((key) => !known.includes(key));
    if (unknown.length === 0) return;
    const head =
        unknown.length === 1 ? "a configuration key does" : `${unknown.length} configuration keys do`;
    throw new pulumi.RunError(
        [
            `Stack configuration: ${head} not exist. docs/inputs.md lists those that do.`,
            ...unknown.map((key) => remedyFor(key, known)),
        ].join("\n"),
    );
}

/** Messages name an input as the configuration does: `delivery.batchSize` is `deliveryBatchSize`, and a group all that begins so. */
function namedByKeys(text: string): string {
    const inner = leaves().filter(({ path }) => path.length > 1);
    const groups = inner.filter(({ path }) => path.length > 2).map(({ path }) => path.slice(0, -1));
    // The longest first, because `s3.delivery.batchSize` ends as `delivery.batchSize` does.
    const keys = [
        ...inner.map(({ path }) => [path.join("."), configurationKey(path)] as const),
        ...groups.map((path) => [path.join("."), `${configurationKey(path)}*`] as const),
    ].sort(([one], [other]) => other.length - one.length);
    const named = keys.reduce((done, [input, key]) => done.replaceAll(input, key), text);
    return named
        .replace(/\beventDataStore\b|\bchannel\b(?= and channelArn| to make one)/g, "$&*")
        .replace(/^(channel|delivery|s3)$/, "$&*");
}

/** A value of the configuration; undefined if it is the default, because the component's own default is the same. */
function read(key: string, input: Input): unknown {
    const given = new pulumi.Config().get(key);
    if (given === undefined) return undefined;
    let value: unknown = given;
    if (input.type !== "string") {
        try {
            value = JSON.parse(given);
        } catch {
            throw new pulumi.RunError(
                `Configuration key ${key}: its value (not shown) is not of the type ${input.type}. Set it as Pulumi.yaml describes it, or remove it with: pulumi config rm ${key}`,
            );
        }
    }
    const defaultValue = input.default ?? absent[input.type];
    return JSON.stringify(value) === JSON.stringify(defaultValue) ? undefined : value;
}

/** Of the runtime, but not in its types. */
const { isConfigSecret } = pulumi.runtime as unknown as { isConfigSecret(this: void, key: string): boolean };

/** What was set with `--secret` stays secret; so does what should have been. Plain inputs can't be. */
function markSecret(value: unknown, key: string, input: Input): unknown {
    if (input.plain) return value;
    const isSecret = input.secret || isConfigSecret(`${pulumi.getProject()}:${key}`);
    return isSecret ? pulumi.secret(value) : value;
}

/** Sets a value at its path; an object is there when something in it is. */
function assign(args: Record<string, unknown>, [first, ...others]: string[], value: unknown): void {
    if (others.length === 0) args[first] = value;
    else assign((args[first] ??= {}) as Record<string, unknown>, others, value);
}

/** The account's one partner event source of OneLogin. The provider says that there is none, or several, but cannot list them. */
async function findEventSource(): Promise<string> {
    let region: string | undefined;
    try {
        region = (await getRegion()).region;
        return (await getEventSource({ namePrefix: partnerPrefix })).name;
    } catch (error) {
        const reason = (error as Error).message.replace(/\s+/g, " ").trim();
        if (region === undefined && new pulumi.Config("aws").get("region") === undefined) {
            throw new pulumi.RunError(
                `aws:region is not configured, and the Region is not known otherwise: ${reason}\n` +
                    "Set both, alike: pulumi config set aws:region <region>; pulumi config set aws-native:region <region>",
            );
        }
        throw new pulumi.RunError(
            `eventSourceName is not configured, and looking for it in ${region ?? "the Region"} failed: ${reason}\n` +
                `List what there is with: aws events list-event-sources --name-prefix ${partnerPrefix} --region ${region ?? "<region>"}\n` +
                "Then choose one: pulumi config set eventSourceName <name>. If there is none, create the webhook in OneLogin for this Region first (see the README).",
        );
    }
}

/**
 * The component's arguments as the stack's configuration has them. Without a source and a bus the account's only partner
 * event source of OneLogin is looked up.
 *
 * @throws RunError if a key is unknown, a value is not of its type, or the source cannot be found.
 */
export async function configuredArgs(): Promise<OneLoginCloudTrailLakeArgs> {
    const all = leaves().map(({ path, input }) => ({ path, input, key: configurationKey(path) }));
    refuseUnknown(all.map(({ key }) => key));
    const args: Record<string, unknown> & NamedInputs = { [inputNames]: namedByKeys };
    for (const { path, input, key } of all) {
        const value = read(key, input);
        if (value !== undefined) assign(args, path, markSecret(value, key, input));
    }
    if (args.eventSourceName === undefined && args.eventBusName === undefined)
        args.eventSourceName = await findEventSource();
    return args as OneLoginCloudTrailLakeArgs;
}
