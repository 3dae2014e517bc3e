import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { defaults } from "../../components/inputs/settings";
import { allow, rolePolicy, throughService } from "../../components/permissions";
import type { Statement } from "../../components/permissions";
import { visibilityTimeout } from "../../components/timing";
import eventTypes from "../../handler/eventTypes.json";
import { limits } from "../../handler/limits";
import { evaluateStack } from "../../lab/stack";
import { commonInputs } from "./inputs";
import { code, markdown } from "./markdown";
import type { Region } from "./markdown";
import { root } from "./pages";

/** What `pulumi preview` shows of the stack program with the defaults, by name. */
async function preview(): Promise<string> {
    const { resources } = await evaluateStack();
    const made = resources.filter(({ type }) => type.startsWith("aws"));
    const lines = made
        // The engine leaves out the middle of `aws:sqs/queue:Queue`.
        .map(({ type, name }) => `${type.replace(/\/\w+/, "").padEnd(51)}${name}`)
        .sort((one, other) => one.slice(51).localeCompare(other.slice(51)))
        .map((line, index) => ` +      ${index < made.length - 1 ? "├" : "└"}─ ${line}`);
    return [
        "```text",
        " +   └─ onelogin-cloudtrail-lake:index:OneLoginCloudTrailLake  onelogin",
        ...lines,
        // The stack and the component, too.
        `Resources: + ${made.length + 2} to create`,
        "```",
    ].join("\n");
}

/** A function's policy with every statement that there can be. */
async function policy(kmsKeyArn: string, ...delivery: Statement[]): Promise<string> {
    const document = rolePolicy(delivery, {
        deadLetterQueueArn: "<dead-letter queue>",
        logGroupArn: "<function's log group>",
        queueArn: "<queue>",
        kmsKeyArn,
        tracing: true,
    });
    const text = await new Promise<string>((resolve) => void pulumi.output(document).apply(resolve));
    return `\`\`\`json\n${JSON.stringify(JSON.parse(text), null, 2)}\n\`\`\``;
}

function fieldLimits(): string {
    const names: Record<string, string> = { uid: "UID", userIdentityType: "userIdentity.type" };
    const byLimit = Map.groupBy(Object.entries(limits.field), ([, bytes]) => bytes);
    const rows = [...byLimit]
        .sort(([one], [other]) => other - one)
        .map(([bytes, fields]) => [
            fields.map(([name]) => code(names[name] ?? name)).join(", "),
            bytes.toLocaleString("en-US"),
        ]);
    return markdown({ head: ["field", "bytes"], rows });
}

/** How long the defaults hold out. */
function patience(): string {
    const { batchWindowSeconds, maxReceiveCount, retentionDays } = defaults.delivery;
    const pause = visibilityTimeout(defaults.forwarder.timeoutSeconds, batchWindowSeconds);
    const hours = Math.floor((maxReceiveCount * pause) / 3600);
    return `With the defaults, SQS delivers a message up to ${maxReceiveCount} times, ${pause} seconds apart: an outage of about ${hours} hours passes unnoticed. After that, SQS moves the message to the dead-letter queue for the rest of its ${retentionDays} days.`;
}

/** What package.json asks of a consumer. */
export function versions(): string {
    const { engines, peerDependencies, peerDependenciesMeta } = JSON.parse(
        readFileSync(join(root, "package.json"), "utf8"),
    ) as {
        engines: { node: string };
        peerDependencies: Record<string, string>;
        peerDependenciesMeta: Record<string, { optional?: boolean }>;
    };
    const peers = Object.entries(peerDependencies)
        .filter(([name]) => !peerDependenciesMeta[name]?.optional)
        .map(([name, range]) => `${code(name)} ${range}`);
    return `Node ${engines.node.replace(">=", "")} or later, ${peers.join(", ")}.`;
}

/** What the code itself says. */
export const codeRegions: Record<string, Region> = {
    preview,
    "role-policy": () =>
        policy("<delivery.kmsKeyArn>", allow("DeliverEvents", "<channel>", "cloudtrail-data:PutAuditEvents")),
    "writer-policy": () =>
        policy("<s3.delivery.kmsKeyArn>", allow("StoreEvents", "<bucket>/events/*", "s3:PutObject"), {
            ...allow("UseBucketKey", "<s3.kmsKeyArn>", "kms:GenerateDataKey"),
            Condition: throughService("s3", ""),
        }),
    "field-limits": fieldLimits,
    "event-types": () =>
        `The forwarder knows the names of ${eventTypes.length} event types; ${eventTypes.filter(({ failure }) => failure).length} of them are failures.`,
    "call-limits": () =>
        `A call carries up to ${limits.call.events} events, within a budget of ${limits.call.budgetBytes / 1000} kB.`,
    patience,
    "common-inputs": commonInputs,
};
