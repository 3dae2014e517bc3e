import { createObjects } from "../handler/objects";
import { createRows } from "../handler/rows";
import { createStore } from "../handler/storing";
import { writerFactory } from "../handler/writer";
import { codeOf } from "./handlerParts";

/** The function that brings events to S3, as a callback factory. */
export const writerCode = codeOf((parts) =>
    writerFactory({ ...parts, createObjects, createRows, createStore }),
);
