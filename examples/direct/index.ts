import * as pulumi from "@pulumi/pulumi";
import { OneLoginCloudTrailLake } from "onelogin-cloudtrail-lake";

/** The walk-through's names of what the component has no input for. */
const names: Record<string, string> = {
    "onelogin-function": "OneLoginCloudTrailLakeConnector",
    "onelogin-role": "lambda-cloudtraillake-role",
    "onelogin-role-policy": "LambdaCloudTrailLakePolicy",
    "onelogin-rule": "onelogin-events",
};

const named: pulumi.ResourceTransform = ({ name, props, opts }) =>
    Object.hasOwn(names, name) ? { props: { ...props, name: names[name] }, opts } : undefined;

const lake = new OneLoginCloudTrailLake(
    "onelogin",
    {
        eventSourceName: new pulumi.Config().require("eventSourceName"),
        eventDataStore: { name: "onelogin-event-data-store" },
        channel: { name: "onelogin-event-channel" },
        delivery: { mode: "direct" },
        eventLog: { name: "/aws/events/eventbridge-onelogin" },
    },
    { transforms: [named] },
);

export const queries = lake.queries;
export const functionName = lake.functionName;
