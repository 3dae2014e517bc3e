import { createHash } from "node:crypto";
import type { PolicyResource, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import known from "./functionHashes.json";

const defaults = { packages: [] as string[], hashes: [] as string[] };

/** The one file that Pulumi serializes a function into. */
const serialized = "__index.js";

/** What the component sets. Another variable could load code (NODE_OPTIONS), or lead calls elsewhere (AWS_ENDPOINT_URL). */
export const variables = [
    "BUCKET_NAME",
    "BUCKET_OWNER",
    "CHANNEL_ARN",
    "DEAD_LETTER_QUEUE_URL",
    "EVENT_SOURCE",
    "EVENT_TYPES",
    "EXTERNAL_ID",
    "HASH_KEY_ARN",
    "MAX_RECEIVE_COUNT",
    "REDACTION",
];

/** A value that the program made and the SDK's proxy would break: the promise in an archive or an asset. */
function promised<Value>(made: object, input: string): Promise<Value> | undefined {
    return Object.getOwnPropertyDescriptor(made, input)?.value as Promise<Value> | undefined;
}

function packageOf(file: string): string | undefined {
    return /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
}

function isForwarder({ type, urn }: { type: string; urn: string }): boolean {
    return isFunction(type) && urn.includes("onelogin-cloudtrail-lake:index:OneLoginCloudTrailLake$");
}

function isFunction(type: string): boolean {
    return type === "aws:lambda/function:Function" || type === "aws-native:lambda:Function";
}

/** What is wrong with an archive's files: foreign ones, or another text than a known one. */
async function faultsOf(code: object, { packages, hashes }: typeof defaults): Promise<string[]> {
    const files = await promised<Record<string, object>>(code, "assets");
    if (files === undefined)
        return ["The code is not an archive made by this program, so nobody can see what it holds."];
    const foreign = Object.keys(files).filter((file) => {
        const owner = packageOf(file);
        return owner === undefined ? file !== serialized : !packages.includes(owner);
    });
    const also = `${foreign.slice(0, 5).join(", ")}${foreign.length > 5 ? ", …" : ""}`;
    const text = serialized in files ? await promised<string>(files[serialized], "text") : undefined;
    const hash = createHash("sha256")
        .update(text ?? "")
        .digest("hex");
    return [
        ...(foreign.length > 0 ? [`The code also holds ${also}.`] : []),
        ...([...Object.values(known), ...hashes].includes(hash)
            ? []
            : [
                  `Its ${serialized} is neither the forwarder nor the writer of this pack's version: its SHA-256 is ${hash}. ` +
                      "If you have reviewed that text, such as your own bundle's, add it to this policy's \"hashes\".",
              ]),
    ];
}

/** What else runs with the forwarder's role could send forged events, and read the real ones. */
export const forwarderAlone: ResourceValidationPolicy = {
    name: "forwarder-alone",
    description: "The functions of the destinations hold the forwarder, or the writer, and nothing else.",
    severity: "high",
    configSchema: {
        properties: {
            packages: {
                type: "array",
                items: { type: "string" },
                default: defaults.packages,
                description:
                    "Packages that it may hold besides: with forwarder.packSdk, the SDK and what that needs.",
            },
            hashes: {
                type: "array",
                items: { type: "string" },
                default: defaults.hashes,
                description:
                    "Further texts that it may be, by their SHA-256: of another version, or of a bundled program.",
            },
        },
    },
    validateResource: async ({ type, urn, props, ...args }, report) => {
        if (!isForwarder({ type, urn })) return;
        const settings = { ...defaults, ...args.getConfig<typeof defaults>() };
        for (const fault of await faultsOf("code" in props ? (props.code as object) : {}, settings))
            report(fault);
        if ("layers" in props && (props.layers as unknown[]).length > 0)
            report("It has layers, whose code runs with its permissions. Take them away.");
        for (const input of ["fileSystemConfig", "fileSystemConfigs"])
            if (input in props)
                report("It mounts a file system, whose code could run with its permissions. Take it away.");
        const environment = ("environment" in props ? props.environment : {}) as { variables?: object };
        const foreign = Object.keys("variables" in environment ? environment.variables! : {}).filter(
            (name) => !variables.includes(name),
        );
        if (foreign.length > 0)
            report(`Its environment also has ${foreign.join(", ")}, which may load code. Take it away.`);
    },
};

/** Whether two functions have one role, which a preview knows by what they are made from, before it knows the ARN. */
function haveOneRole(one: PolicyResource, other: PolicyResource): boolean {
    const made = ({ propertyDependencies }: PolicyResource) =>
        (propertyDependencies.role ?? []).map(({ urn }) => urn);
    if (made(one).some((urn) => made(other).includes(urn))) return true;
    if (made(one).length > 0 && made(other).length > 0) return false;
    return one.props.role === other.props.role;
}

/** A second function with the role can do all that the forwarder can. */
export const forwarderRoleAlone: StackValidationPolicy = {
    name: "forwarder-role-alone",
    description: "No other function has the forwarder's role.",
    severity: "high",
    validateStack: ({ resources }, report) => {
        const functions = resources.filter(({ type }) => isFunction(type));
        for (const forwarder of functions.filter(isForwarder))
            for (const other of functions)
                if (other.urn !== forwarder.urn && haveOneRole(other, forwarder))
                    report(`It has the role of ${forwarder.name}. Give it one of its own.`, other.urn);
    },
};
