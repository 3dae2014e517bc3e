import { readForwarder } from "../golden/files";
import type { Shown } from "./pack";

export const queue = "aws:sqs/queue:Queue";
export const group = "aws:cloudwatch/logGroup:LogGroup";
export const rolePolicy = "aws:iam/rolePolicy:RolePolicy";
export const store = "aws-native:cloudtrail:EventDataStore";
export const lambda = "aws:lambda/function:Function";
export const target = "aws:cloudwatch/eventTarget:EventTarget";
export const component = "onelogin-cloudtrail-lake:index:OneLoginCloudTrailLake";
export const mark = "4dabf18193072939515e22adb298388d";

/** An archive of these files; `__index.js` is the reviewed text, if it is not said otherwise. */
export function archive(files: string[], text = readForwarder()) {
    const asset = (content: string) => ({ [mark]: "c44067f5952c0a294b673a41bacd8c17", text: content });
    return {
        [mark]: "0def7320c3a5731c473e5ecbe6d01bc7",
        assets: Object.fromEntries(files.map((file) => [file, asset(file === "__index.js" ? text : "x")])),
    };
}

/** The resource that a case is about. */
export const of = (type: string, props: Shown["props"]): Shown => ({ type, name: "it", props });

export function allow(statement: object, type = rolePolicy, input = "policy"): Shown {
    const Statement = [{ Sid: "S", Effect: "Allow", ...statement }];
    return { type, name: "it", props: { [input]: JSON.stringify({ Version: "2012-10-17", Statement }) } };
}

export const read = { Action: ["sqs:ReceiveMessage"], Resource: "arn:aws:sqs:us-east-1:111122223333:q" };
/** What is said of a statement for everybody. */
export const anybody = "allows anybody, without a condition that names who";
export const deadLetters: Shown = {
    type: queue,
    name: "dead",
    props: { messageRetentionSeconds: 1_209_600 },
};
export const source: Shown = {
    type: queue,
    name: "it",
    props: { messageRetentionSeconds: 1, redrivePolicy: "{}" },
    uses: { redrivePolicy: ["dead"] },
};
export const forwarder: Shown = {
    type: lambda,
    name: "it",
    parent: component,
    props: { code: archive(["__index.js"]) },
};
export const byEvents: Shown = {
    type: "aws:lambda/permission:Permission",
    name: "permission",
    props: { principal: "events.amazonaws.com", sourceArn: "arn:aws:events:us-east-1:111122223333:rule/r" },
    uses: { function: ["it"] },
};
