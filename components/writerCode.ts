import { createObjects } from "../handler/objects";
import { createRows } from "../handler/rows";
import { createStore } from "../handler/storing";
import { writerFactory } from "../handler/writer";
import { commonParts } from "./handlerParts";

/** The function that brings events to S3, as a callback factory. */
export function writerCode(): ReturnType<typeof writerFactory> {
    return writerFactory({ ...commonParts(), createObjects, createRows, createStore });
}
