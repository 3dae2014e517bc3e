import type { CommonParts } from "./assembling";
import type { Handler } from "./handling";
import type { Client, Command } from "./types";

/** Every part of the writer. Handed over as values: see CONTRIBUTING.md. */
interface WriterParts extends CommonParts {
    createObjects: typeof import("./objects").createObjects;
    createRows: typeof import("./rows").createRows;
    createStore: typeof import("./storing").createStore;
}

/** The client, as the module that the Lambda runtime ships exports it. */
interface Sdk {
    S3Client: new (config: { region: string }) => Client;
    PutObjectCommand: Command;
}

/** Makes the callback factory that is serialized into the function: run once per cold start, it joins the parts. */
function writerFactory(parts: WriterParts): () => Handler {
    return () =>
        parts.assemble(parts, ({ environment, scalars, shrinker, deep, calls }) => {
            const [bucket] = environment.read("BUCKET_NAME", /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/);
            const [bucketOwner] = environment.read("BUCKET_OWNER", /^\d{12}$/);
            // Lambda's own.
            const [region] = environment.read("AWS_REGION", /^[a-z]{2}[a-z0-9-]+$/);
            const { S3Client, PutObjectCommand } = require("@aws-sdk/client-s3") as Sdk;
            const { accountId } = environment;
            const { plan, toObject } = parts.createObjects(scalars);
            const client = new S3Client({ region });
            return {
                accountId,
                fromEvent() {
                    throw new Error("The writer takes messages of an SQS queue, and nothing else.");
                },
                // An object has room for all of it.
                raw: parts.createRaw(scalars, shrinker, Infinity, deep.writeDeep),
                layOut: parts.createRows(scalars, region, accountId).layOut,
                planner: { plan },
                sender: parts.createStore({ client, PutObjectCommand, bucket, bucketOwner, toObject, calls }),
            };
        });
}

export { writerFactory };
