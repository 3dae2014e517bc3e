import type { CommonParts } from "./assembling";
import type { Handler } from "./handling";
import type { Client, Command } from "./types";

/** Every part of the forwarder. Handed over as values: see CONTRIBUTING.md. */
interface ForwarderParts extends CommonParts {
    createBatcher: typeof import("./batching").createBatcher;
    createDirect: typeof import("./direct").createDirect;
    createSender: typeof import("./sending").createSender;
}

/** The client, as the module that the Lambda runtime ships exports it. */
interface Sdk {
    CloudTrailDataClient: new (config: { region: string }) => Client;
    PutAuditEventsCommand: Command;
}

/** Makes the callback factory that is serialized into the function: run once per cold start, it joins the parts. */
function forwarderFactory(parts: ForwarderParts): () => Handler {
    return () =>
        parts.assemble(parts, ({ environment, scalars, shrinker, deep, calls }) => {
            // The channel may lie in another Region and account than the function.
            const [channelArn, region, accountId] = environment.read(
                "CHANNEL_ARN",
                /^arn:aws[a-z-]*:cloudtrail:([a-z]{2}[a-z0-9-]+):(\d{12}):channel\/[-\w.]+$/,
            );
            const [externalId] = environment.readIfSet("EXTERNAL_ID", /^[\w+=,.@:/-]{2,1224}$/);
            const { CloudTrailDataClient, PutAuditEventsCommand } =
                require("@aws-sdk/client-cloudtrail-data") as Sdk;
            const client = new CloudTrailDataClient({ region });
            const most = parts.limits.field.additionalEventData;
            const { stringify } = JSON;
            return {
                accountId,
                fromEvent: parts.createDirect(deep).fromEvent,
                raw: parts.createRaw(scalars, shrinker, most, () => void 0),
                layOut: (eventData) => stringify(eventData),
                planner: parts.createBatcher(parts.limits.call),
                sender: parts.createSender({ client, PutAuditEventsCommand, channelArn, externalId, calls }),
            };
        });
}

export { forwarderFactory };
