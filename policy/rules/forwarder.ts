import type { ResourceValidationPolicy } from "@pulumi/policy";

const defaults = { packages: [] as string[] };

/** The one file that Pulumi serializes a function into. */
const serialized = "__index.js";

/** The files of an archive that the program made. Its descriptor, for the SDK's proxy breaks the promise in it. */
async function filesOf(code: object): Promise<string[] | undefined> {
    const assets = Object.getOwnPropertyDescriptor(code, "assets")?.value as Promise<object> | undefined;
    return assets === undefined ? undefined : Object.keys(await assets);
}

function packageOf(file: string): string | undefined {
    return /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
}

/** What else runs with the forwarder's role could send forged events, and read the real ones. */
export const forwarderAlone: ResourceValidationPolicy = {
    name: "forwarder-alone",
    description: "The forwarder's function holds the forwarder and nothing else.",
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
        },
    },
    validateResource: async ({ type, urn, props, ...args }, report) => {
        const ours = urn.includes("onelogin-cloudtrail-lake:index:OneLoginCloudTrailLake$");
        if (type !== "aws:lambda/function:Function" || !ours) return;
        const { packages } = { ...defaults, ...args.getConfig<typeof defaults>() };
        const files = "code" in props ? await filesOf(props.code as object) : undefined;
        if (files === undefined) {
            report("The code is not an archive made by this program, so nobody can see what it holds.");
            return;
        }
        const foreign = files.filter((file) => {
            const owner = packageOf(file);
            return owner === undefined ? file !== serialized : !packages.includes(owner);
        });
        if (foreign.length > 0)
            report(
                `The code also holds ${foreign.slice(0, 5).join(", ")}${foreign.length > 5 ? ", …" : ""}.`,
            );
        if ("layers" in props && (props.layers as unknown[]).length > 0)
            report("It has layers, whose code runs with its permissions. Take them away.");
    },
};
