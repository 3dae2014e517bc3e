import * as fs from "node:fs";
import * as path from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { OneLoginCloudTrailLake } from "./components";
import type { OneLoginCloudTrailLakeArgs } from "./components";
import { reasonOf } from "./components/guard";
import { inputRules } from "./components/inputRules";
import { isRule } from "./components/rules";
import type { Rule, Rules } from "./components/rules";

/** The stack program: the stack's configuration in, one component, its outputs out. */

interface Declaration {
    type: "string" | "integer" | "boolean" | "array" | "object";
    default: unknown;
}

const partnerPrefix = "aws.partner/onelogin.com/";

/** Pulumi.yaml is where keys, their types and their defaults are written. */
function declarations(): Record<string, Declaration> {
    const project = parse(fs.readFileSync(path.join(__dirname, "Pulumi.yaml"), "utf8")) as {
        config: Record<string, Declaration>;
    };
    return project.config;
}

/** `delivery.batchSize` is the key `deliveryBatchSize`. */
function keyOf(inputs: string[]): string {
    const [first, ...others] = inputs;
    return first + others.map((input) => input[0].toUpperCase() + input.slice(1)).join("");
}

function refuseUnknown(declared: Record<string, Declaration>): void {
    const namespace = `${pulumi.getProject()}:`;
    const unknown = Object.keys(pulumi.runtime.allConfig())
        .filter((key) => key.startsWith(namespace))
        .map((key) => key.slice(namespace.length))
        .filter((key) => !Object.hasOwn(declared, key));
    if (unknown.length === 0) return;
    throw new pulumi.RunError(
        `There is no configuration key ${unknown.join(", ")}. Remove with: pulumi config rm-all ${unknown.join(" ")}\n` +
            `The keys are: ${Object.keys(declared).join(", ")}.`,
    );
}

/** A value of the configuration; undefined where it is the default, for then the component's own default is the same. */
function read(key: string, { type, default: standard }: Declaration): unknown {
    const given = new pulumi.Config().get(key);
    if (given === undefined) return undefined;
    let value: unknown = given;
    if (type !== "string") {
        try {
            value = JSON.parse(given);
        } catch {
            throw new pulumi.RunError(
                `Configuration key ${key}: its value (not shown) is not of the type ${type}. Set it as Pulumi.yaml describes it, or remove it with: pulumi config rm ${key}`,
            );
        }
    }
    return JSON.stringify(value) === JSON.stringify(standard) ? undefined : value;
}

/** Of the runtime, but not in its types. */
const { isConfigSecret } = pulumi.runtime as unknown as { isConfigSecret(this: void, key: string): boolean };

/** What was set with `--secret` stays secret; so does what should have been. Plain inputs can't be. */
function guarded(value: unknown, key: string, rule: Rule): unknown {
    if (value === undefined || rule.plain) return value;
    const isSecret = rule.hidden || isConfigSecret(`${pulumi.getProject()}:${key}`);
    return isSecret ? pulumi.secret(value) : value;
}

/** The component's inputs: every input has its key; an object is there when something in it is. */
function inputs(rules: Rules, parents: string[], declared: Record<string, Declaration>): object | undefined {
    const given = Object.entries(rules).flatMap(([input, rule]): [string, unknown][] => {
        const here = [...parents, input];
        if (!isRule(rule)) return [[input, inputs(rule, here, declared)]];
        const key = keyOf(here);
        return [[input, guarded(read(key, declared[key]), key, rule)]];
    });
    const present = given.filter(([, value]) => value !== undefined);
    return present.length === 0 ? undefined : Object.fromEntries(present);
}

/** The account's one partner event source of OneLogin. The provider says that there is none, or several, but cannot list them. */
async function findEventSource(): Promise<string> {
    let region: string | undefined;
    try {
        region = (await aws.getRegion()).region;
        return (await aws.cloudwatch.getEventSource({ namePrefix: partnerPrefix })).name;
    } catch (error) {
        throw new pulumi.RunError(
            `eventSourceName is not configured, and looking for it in ${region ?? "the Region"} failed: ${reasonOf(error)}\n` +
                `List what there is with: aws events list-event-sources --name-prefix ${partnerPrefix} --region ${region ?? "<region>"}\n` +
                "Then choose one: pulumi config set eventSourceName <name>. If there is none, create the webhook in OneLogin for this Region first (see the README).",
        );
    }
}

export = async (): Promise<ReturnType<OneLoginCloudTrailLake["outputs"]>> => {
    const declared = declarations();
    refuseUnknown(declared);
    const args = (inputs(inputRules, [], declared) ?? {}) as OneLoginCloudTrailLakeArgs;
    if (args.eventSourceName === undefined && args.eventBusName === undefined)
        args.eventSourceName = await findEventSource();
    return new OneLoginCloudTrailLake("onelogin", args).outputs();
};
