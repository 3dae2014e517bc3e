import type { CloudObject } from "../../support/providers";
import type { Properties } from "../../support/providers/wire";
import { account, eventSourceName, region } from "./project";
import type { Project } from "./project";

const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;

/** What OneLogin's walk-through leaves in an account, by the identifiers that it has there. */
export const walkThrough = {
    store: arn("cloudtrail", "eventdatastore/EXAMPLE-f852-4e8f-8bd1-bcf6cEXAMPLE"),
    channel: arn("cloudtrail", "channel/EXAMPLE8-0558-4f7e-a06a-43969EXAMPLE"),
    bus: eventSourceName,
    logGroup: "/aws/events/eventbridge-onelogin",
    rule: `${eventSourceName}/onelogin-events`,
};

const ruleArn = arn("events", `rule/${walkThrough.rule}`);
const functionName = "OneLoginCloudTrailLakeConnector";
const functionArn = arn("lambda", `function:${functionName}`);
const logGroupArn = arn("logs", `log-group:${walkThrough.logGroup}`);

type Left = [type: string, id: string, inputs: Properties, added: Properties];

function statement(Service: string, Action: string[], Resource: string): string {
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service }, Action, Resource }],
    });
}

const target = { rule: "onelogin-events", eventBusName: eventSourceName };

const left: Left[] = [
    [
        "aws-native:cloudtrail:EventDataStore",
        walkThrough.store,
        {
            name: "onelogin-event-data-store",
            // The console of 2023 had no other billing than this, of up to seven years.
            billingMode: "FIXED_RETENTION_PRICING",
            retentionPeriod: 2557,
            terminationProtectionEnabled: true,
            multiRegionEnabled: false,
            organizationEnabled: false,
            advancedEventSelectors: [
                { fieldSelectors: [{ field: "eventCategory", equals: ["ActivityAuditLog"] }] },
            ],
        },
        { eventDataStoreArn: walkThrough.store, status: "ENABLED" },
    ],
    [
        "aws-native:cloudtrail:Channel",
        walkThrough.channel,
        {
            name: "onelogin-event-channel",
            source: "OneLogin",
            destinations: [{ type: "EVENT_DATA_STORE", location: walkThrough.store }],
        },
        { channelArn: walkThrough.channel },
    ],
    [
        "aws:cloudwatch/eventBus:EventBus",
        eventSourceName,
        { name: eventSourceName, eventSourceName },
        { name: eventSourceName, arn: arn("events", `event-bus/${eventSourceName}`) },
    ],
    [
        "aws:cloudwatch/logGroup:LogGroup",
        walkThrough.logGroup,
        { name: walkThrough.logGroup, retentionInDays: 0 },
        { name: walkThrough.logGroup, arn: logGroupArn },
    ],
    [
        "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
        "TrustEventsToStoreLogEvents",
        {
            policyName: "TrustEventsToStoreLogEvents",
            policyDocument: statement("events.amazonaws.com", ["logs:PutLogEvents"], `${logGroupArn}:*`),
        },
        { policyScope: "ACCOUNT" },
    ],
    [
        "aws:lambda/function:Function",
        functionName,
        { name: functionName, runtime: "ruby2.7", handler: "lambda_function.lambda_handler" },
        { name: functionName, arn: functionArn },
    ],
    [
        "aws:lambda/permission:Permission",
        "console",
        {
            action: "lambda:InvokeFunction",
            function: functionName,
            principal: "events.amazonaws.com",
            sourceArn: ruleArn,
        },
        { statementId: "console" },
    ],
    [
        "aws:cloudwatch/eventRule:EventRule",
        walkThrough.rule,
        {
            name: "onelogin-events",
            eventBusName: eventSourceName,
            eventPattern: JSON.stringify({ source: [{ prefix: "aws.partner" }] }),
        },
        { name: "onelogin-events", arn: ruleArn },
    ],
    [
        "aws:cloudwatch/eventTarget:EventTarget",
        "function",
        { ...target, arn: functionArn },
        { ruleArn, targetId: "function" },
    ],
    [
        "aws:cloudwatch/eventTarget:EventTarget",
        "log",
        { ...target, arn: logGroupArn },
        { ruleArn, targetId: "log" },
    ],
];

const place = { account, region, partition: "aws" };

/** Follows the walk-through in the project's cloud; with `only`, as far as things of this type. */
export function followWalkThrough({ cloud }: Project, only = ""): void {
    for (const [type, id, inputs, added] of left)
        if (type.endsWith(only)) cloud.put(place, { type, id, inputs, added });
}

/** What is still there of it, untouched or changed; nothing that was made later. */
export function remains(project: Project): CloudObject[] {
    return project.objects().filter(({ type, id }) => left.some(([one, own]) => one === type && own === id));
}

/** Removes by hand what delivered the walk-through's way: targets, rule, permission and function. */
export function removeOldParts({ cloud }: Project): void {
    for (const [type, id] of left.slice(5).reverse()) cloud.remove(place, type, id);
}
