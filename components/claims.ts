import * as pulumi from "@pulumi/pulumi";
import type { Report, ValidationError } from "./errors";
import { isDeferred } from "./inputs/deferred";
import type { Settings } from "./inputs/settings";
import type { Place } from "./providers";

/** What an account has one of in a Region, and a component makes. */
interface Claim {
    /** The component's. */
    name: string;
    input: string;
    value: string;
    /** Undefined until the providers have told: those that are not given are the same for all. */
    place?: string;
    usesDefaultProviders: boolean;
    fail: Report["fail"];
}

const ofItsOwn =
    "both would write to one table, whose database is named after the bucket: give each a bucket of its own";

const remedies: Record<string, (first: string) => string> = {
    eventSourceName: (first) =>
        `one source has one bus: give this one the eventBusName of "${first}" (see examples/two-tenants)`,
    "channel.source": (first) =>
        `an account has one channel per source and Region: give this one the channelArn of "${first}" (see examples/two-tenants)`,
    "s3.bucketName": () => ofItsOwn,
    "s3.existingBucket.name": () => ofItsOwn,
};

/** Of one run of a program, and of every copy of this package in it: its engine is the same. */
function claimsOfProgram(): Claim[] {
    const key = Symbol.for("onelogin-cloudtrail-lake: what the components of a program make");
    const global = globalThis as { [key]?: WeakMap<object, Claim[]> };
    const programs = (global[key] ??= new WeakMap());
    const engine = pulumi.runtime.getMonitor() ?? global;
    const claims = programs.get(engine) ?? [];
    programs.set(engine, claims);
    return claims;
}

function errorOf(first: Claim, { input, value }: Claim): ValidationError {
    const text = `"${value}" is that of the component "${first.name}" already, and ${remedies[input](first.name)}`;
    return { input, text };
}

/** A bucket is one, whether it is made or exists. */
function kindOf({ input }: Claim): string {
    return input.startsWith("s3.") ? "bucket" : input;
}

/** Two of one name are one component, made again and again by a unit test: a program can't have them. */
function clash(one: Claim, other: Claim): boolean {
    return kindOf(one) === kindOf(other) && one.value === other.value && one.name !== other.name;
}

/** What the component makes, or means to have for itself: by the input that says so. */
function madeOf({ eventSourceName, channelArn, channel, destinations, s3 }: Settings) {
    const makesChannel = destinations.includes("cloudtrail-lake") && channelArn === undefined;
    const claimed: [string, pulumi.Input<string> | undefined][] = [
        ["eventSourceName", eventSourceName],
        ["channel.source", makesChannel ? channel.source : undefined],
        ["s3.bucketName", s3.bucketName],
        ["s3.existingBucket.name", s3.existingBucket?.name],
    ];
    return claimed.filter((entry): entry is [string, pulumi.Input<string>] => entry[1] !== undefined);
}

/**
 * Claims what the component makes. What another one of this program claimed before is an error: at once if the values are
 * here and no providers were given, otherwise as soon as values and places are known.
 */
export function claim(
    name: string,
    settings: Settings,
    usesDefaultProviders: boolean,
    placed: Promise<Place | undefined>,
    report: Report,
): void {
    const claims = claimsOfProgram();
    const errors: ValidationError[] = [];
    for (const [input, given] of madeOf(settings)) {
        const take = (value: string): Claim => {
            const own = { name, input, value, usesDefaultProviders, fail: report.fail };
            claims.push(own);
            void placed.then((place) => settle(claims, own, place));
            return own;
        };
        if (isDeferred(given)) {
            pulumi.output(given).apply((value) => void take(value));
            continue;
        }
        const own = take(given as string);
        const first = claims.find(
            (one) => clash(one, own) && one.usesDefaultProviders && usesDefaultProviders,
        );
        if (first !== undefined) errors.push(errorOf(first, own));
    }
    report.throwIfAny(errors);
}

/** The place of a claim is known: compares it with those that are there. The later of two is the one to change. */
function settle(claims: Claim[], own: Claim, place: Place | undefined): void {
    if (place?.account === undefined || place.region === undefined) return;
    own.place = `${place.account} ${place.region}`;
    const other = claims.find((one) => clash(one, own) && one.place === own.place);
    if (other === undefined) return;
    const [first, second] = claims.indexOf(other) < claims.indexOf(own) ? [other, own] : [own, other];
    void second.fail([errorOf(first, second)]);
}
