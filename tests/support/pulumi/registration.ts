import { runtime } from "@pulumi/pulumi";
import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import type * as resource from "@pulumi/pulumi/proto/resource_pb";

/** A resource as the program asks the engine for it: its inputs and its options. */
export interface Registration {
    type: string;
    name: string;
    custom: boolean;
    inputs: Inputs;
    /** The inputs as the engine gets them, with the marks of its protocol. */
    marked: Inputs;
    /** Paths of the inputs that are marked secret, like `environment.variables.EXTERNAL_ID`. */
    secrets: string[];
    /** Names of resources, here and below. */
    parent: string;
    dependencies: string[];
    /** Per input, what it was made from. */
    uses: Record<string, string[]>;
    provider: string;
    providers: Record<string, string>;
    protect: boolean | undefined;
    retainOnDelete: boolean | undefined;
    ignoreChanges: string[];
    /** What it was called before: a URN, or what is different in it. */
    aliases: (string | Record<string, string>)[];
    /** Options that only few resources have, by their names. */
    others: Inputs;
}

export type Inputs = Record<string, Json>;
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

function nameOf(urn: string): string {
    return urn.split("::")[3] ?? "";
}

/** The value without its secret marks; the places where they were go to `secrets`. */
function reveal(value: Json, path: string[], secrets: string[]): Json {
    if (Array.isArray(value))
        return value.map((entry, index) => reveal(entry, [...path, String(index)], secrets));
    if (typeof value !== "object" || value === null) return value;
    if (value[runtime.specialSigKey] === runtime.specialSecretSig) {
        secrets.push(path.join("."));
        return reveal(value.value, path, secrets);
    }
    return Object.fromEntries(
        Object.entries(value).map(([key, entry]) => [key, reveal(entry, [...path, key], secrets)]),
    );
}

function given<T>(values: Record<string, T>): Record<string, T> {
    const isGiven = (value: T) => Boolean(value) && !(Array.isArray(value) && value.length === 0);
    return Object.fromEntries(Object.entries(values).filter(([, value]) => isGiven(value)));
}

function aliasOf(alias: Alias): string | Record<string, string> {
    const spec = alias.getSpec();
    if (spec === undefined) return alias.getUrn();
    return given({
        name: spec.getName(),
        type: spec.getType(),
        project: spec.getProject(),
        stack: spec.getStack(),
        parent: spec.getNoparent() ? "none" : nameOf(spec.getParenturn()),
    });
}

function othersOf(request: resource.RegisterResourceRequest): Inputs {
    const timeouts = request.getCustomtimeouts();
    return given<Json>({
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
        customTimeouts: [timeouts?.getCreate(), timeouts?.getUpdate(), timeouts?.getDelete()]
            .filter(Boolean)
            .join(", "),
        deleteBeforeReplace: request.getDeletebeforereplace(),
        deletedWith: nameOf(request.getDeletedwith()),
        import: request.getImportid(),
        replaceOnChanges: request.getReplaceonchangesList(),
    });
}

function usesOf(request: resource.RegisterResourceRequest): Record<string, string[]> {
    const entries = [...request.getPropertydependenciesMap().entries()] as [
        string,
        resource.RegisterResourceRequest.PropertyDependencies,
    ][];
    const named = entries.map(([input, on]) => [input, on.getUrnsList().map(nameOf).sort()] as const);
    return given(Object.fromEntries(named));
}

export function registrationOf(request: resource.RegisterResourceRequest): Registration {
    const secrets: string[] = [];
    const marked: Inputs = request.getObject()!.toJavaScript();
    const inputs = reveal(marked, [], secrets) as Inputs;
    const options = request as resource.RegisterResourceRequest & Record<`has${string}`, () => boolean>;
    const providers = [...request.getProvidersMap().entries()] as [string, string][];
    return {
        type: request.getType(),
        name: request.getName(),
        custom: request.getCustom(),
        inputs,
        marked,
        secrets,
        parent: nameOf(request.getParent()),
        dependencies: request.getDependenciesList().map(nameOf).sort(),
        uses: usesOf(request),
        provider: nameOf(request.getProvider()),
        providers: Object.fromEntries(providers.map(([pkg, reference]) => [pkg, nameOf(reference)])),
        protect: options.hasProtect() ? request.getProtect() : undefined,
        retainOnDelete: options.hasRetainondelete() ? request.getRetainondelete() : undefined,
        ignoreChanges: request.getIgnorechangesList(),
        aliases: request.getAliasesList().map(aliasOf),
        others: othersOf(request),
    };
}
