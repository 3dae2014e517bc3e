/** What AWS adds to a resource when it makes it: its name, its ARN, the ids that others refer to it by. */
import { arnOf, queueUrlOf, type Place } from "./place";

type Inputs = Readonly<Record<string, unknown>>;
type Added = Record<string, string>;

interface Made {
    inputs: Inputs;
    place: Place;
    name: string;
    /** What AWS makes up itself. */
    id: string;
    arn: (service: string, resource: string) => string;
}

/** A resource whose ARN ends in its name, after this. */
const named =
    (service: string, before = "") =>
    ({ name, arn }: Made): Added => ({ name, arn: arn(service, before + name) });

const kinds: Readonly<Record<string, (made: Made) => Added>> = {
    "aws:athena/workgroup:Workgroup": named("athena", "workgroup/"),
    "aws:cloudwatch/eventBus:EventBus": named("events", "event-bus/"),
    "aws:cloudwatch/eventRule:EventRule": ({ inputs, name, arn }) => ({
        name,
        arn: arn("events", `rule/${rulePath(inputs.eventBusName, name)}`),
    }),
    "aws:cloudwatch/logGroup:LogGroup": named("logs", "log-group:"),
    "aws:cloudwatch/metricAlarm:MetricAlarm": named("cloudwatch", "alarm:"),
    // Dashboards have no Region.
    "aws:cloudwatch/dashboard:Dashboard": ({ inputs, place }) => ({
        dashboardArn: `arn:${place.partition}:cloudwatch::${place.account}:dashboard/${String(inputs.dashboardName)}`,
    }),
    "aws:glue/catalogDatabase:CatalogDatabase": (made) => ({
        ...named("glue", "database/")(made),
        catalogId: made.place.account,
    }),
    "aws:glue/catalogTable:CatalogTable": ({ inputs, name, place, arn }) => ({
        name,
        arn: arn("glue", `table/${String(inputs.databaseName)}/${name}`),
        catalogId: place.account,
    }),
    "aws:iam/role:Role": named("iam", "role/"),
    "aws:kms/key:Key": ({ id, arn }) => ({ keyId: id, arn: arn("kms", `key/${id}`) }),
    "aws:lambda/eventSourceMapping:EventSourceMapping": ({ inputs, id, arn }) => ({
        uuid: id,
        arn: arn("lambda", `event-source-mapping:${id}`),
        functionArn: String(inputs.functionName),
        state: "Enabled",
    }),
    "aws:lambda/function:Function": ({ name, place, arn }) => {
        const own = arn("lambda", `function:${name}`);
        // API Gateway's ARNs have the service's name where others have an account.
        const gateway = { ...place, account: "lambda" };
        const invokeArn = arnOf(gateway, "apigateway", `path/2015-03-31/functions/${own}/invocations`);
        return { name, arn: own, invokeArn, qualifiedArn: `${own}:$LATEST`, version: "$LATEST" };
    },
    // A bucket's name is called `bucket`, and its ARN has neither Region nor account.
    "aws:s3/bucket:Bucket": ({ inputs, name, place }) => {
        const bucket = (inputs.bucket as string | undefined) ?? name;
        return { bucket, arn: `arn:${place.partition}:s3:::${bucket}` };
    },
    "aws:sqs/queue:Queue": (made) => ({ ...named("sqs")(made), url: queueUrlOf(made.place, made.name) }),
    "aws-native:cloudtrail:Channel": ({ id, arn }) => ({ channelArn: arn("cloudtrail", `channel/${id}`) }),
    "aws-native:cloudtrail:EventDataStore": ({ id, arn }) => ({
        eventDataStoreArn: arn("cloudtrail", `eventdatastore/${id}`),
    }),
};

/** Most resources have a name and an ARN: enough for a new type to be seen where the program uses them. */
function ordinary(type: string, { inputs, name, arn }: Made): Added {
    return { name, arn: typeof inputs.arn === "string" ? inputs.arn : arn(type.split(/[:/]/)[1], name) };
}

/** A rule of the bus `default` is called by its name alone. */
export function rulePath(bus: unknown = "default", name: string): string {
    return bus === "default" ? name : `${String(bus)}/${name}`;
}

/** The name in AWS: given, begun by a prefix, or the program's with a suffix. */
export function physicalName(name: string, { name: given, namePrefix }: Inputs, suffix: string): string {
    // A secret is marked, and stays one.
    if (given !== undefined) return given as string;
    return typeof namePrefix === "string" ? `${namePrefix}${suffix}` : `${name}-${suffix}`;
}

/**
 * @param name The name in AWS.
 * @param id What AWS makes up, for resources that others know by such an id.
 */
export function addedTo(type: string, inputs: Inputs, place: Place, name: string, id: string): Added {
    const made = {
        inputs,
        place,
        name,
        id,
        arn: (service: string, resource: string) => arnOf(place, service, resource),
    };
    return Object.hasOwn(kinds, type) ? kinds[type](made) : ordinary(type, made);
}
