import type { MockCallArgs, MockResourceArgs } from "@pulumi/pulumi/runtime";
import * as functions from "../../../local/aws/functions";
import { placeIn } from "../../../local/aws/place";
import type { Place } from "../../../local/aws/place";
import { addedTo, physicalName } from "../../../local/aws/resources";

/** What stands around a program while it is recorded. */
export interface World {
    aws: Place;
    awsNative: Place;
    /** The partner event sources of the account. */
    eventSources: string[];
    /** Functions that fail, with the providers' reason. */
    failing: Record<string, string>;
    /** Functions that answer with nothing, as a provider does whose configuration is unknown in a preview. */
    silent: string[];
}

/** One account, one Region, one partner event source. */
export function ordinaryWorld(): World {
    return {
        aws: placeIn("us-east-1"),
        awsNative: placeIn("us-east-1"),
        eventSources: ["aws.partner/onelogin.com/US-123456/ffffffffff"],
        failing: {},
        silent: [],
    };
}

/** A provider's answer to a function; an explicit provider's Region is part of its name, as in `aws-eu-west-1`, and so may its account be. */
export function answer(world: World, { token, inputs, provider }: MockCallArgs): Record<string, unknown> {
    if (world.silent.includes(token)) return {};
    const place = token.startsWith("aws-native:") ? world.awsNative : world.aws;
    const named = /::aws(?:-native)?-([a-z]{2}-[a-z]+-\d)-?(\d{12})?::/.exec(provider ?? "");
    const [, region = place.region, account = place.account] = named ?? [];
    try {
        if (token in world.failing) throw new Error(world.failing[token]);
        return functions.answer(
            token,
            inputs as Record<string, unknown>,
            { ...place, region, account },
            world.eventSources,
        );
    } catch (error) {
        // As it comes over the engine's protocol, with what the engine puts before the provider's words.
        const details = `invocation of ${token} returned an error: ${(error as Error).message}`;
        throw Object.assign(new Error(details), { details });
    }
}

/** What AWS makes up, the same in every recording: golden files hold it. */
const madeUp: Record<string, { suffix?: string; id?: string }> = {
    "aws:cloudwatch/logGroup:LogGroup": { suffix: "0001" },
    "aws:kms/key:Key": { id: "12345678-abcd" },
    "aws-native:cloudtrail:EventDataStore": { id: "11111111-aaaa" },
    "aws-native:cloudtrail:Channel": { id: "22222222-bbbb" },
};

/** What AWS adds to a resource's inputs. */
export function outputsOf(world: World, { type, name, inputs }: MockResourceArgs): Record<string, unknown> {
    const { suffix = "1234567", id = "" } = madeUp[type] ?? {};
    const given = inputs as Record<string, unknown>;
    return addedTo(type, given, world.aws, physicalName(name, given, suffix), id);
}
