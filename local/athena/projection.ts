import { QueryRefusal } from "trino-on-duckdb";
import { isTime } from "../values";
import type { TableSettings } from "./types";

/** Where a table's objects are: a folder for each day of a range (Athena user guide, "Partition projection"). */
export interface Projection {
    readonly bucket: string;
    /** What all keys begin with. */
    readonly prefix: string;
    /** The day that an object belongs to; undefined for what Athena does not find. */
    dayOf(key: string, now: Date): string | undefined;
}

const oneDay = 86_400_000;

/** The one projection that is known here. */
const days = { type: "date", format: "yyyy-MM-dd", interval: "1", "interval.unit": "DAYS" };

/**
 * Reads the projection of the one partition key.
 * @throws QueryRefusal for one that Athena refuses, or that is not known here; Glue takes anything.
 */
export function readProjection({ parameters, partitionKeys, storageDescriptor }: TableSettings): Projection {
    const { location } = storageDescriptor;
    const refuse = (what: string): never => {
        throw new QueryRefusal(`INVALID_TABLE_PROPERTY: ${what}`);
    };
    const [{ name: key, type } = { name: "", type: "" }, ...more] = partitionKeys;
    if (more.length > 0 || type !== "string") refuse("one partition key of the type string is known here.");
    const [, bucket, base] = /^s3:\/\/([^/]+)\/(.*)$/.exec(location) ?? ["", "", ""];
    // Nobody adds partitions here: without projection, the table has none, and no query finds a row.
    if (parameters["projection.enabled"] !== "true") return { bucket, prefix: base, dayOf: () => undefined };
    for (const [property, known] of Object.entries(days)) {
        const found = parameters[`projection.${key}.${property}`];
        if (found !== known)
            refuse(`projection.${key}.${property} must be ${known} here, and it is ${found}.`);
    }
    const range = parameters[`projection.${key}.range`] ?? "";
    const bounds = range
        .split(",")
        .map((bound) => boundOf(bound) ?? refuse(`projection.${key}.range is ${range}.`));
    if (bounds.length !== 2) refuse(`projection.${key}.range is ${range}: two bounds are expected.`);
    const template = parameters["storage.location.template"] ?? `${location}${key}=\${${key}}/`;
    const [before, after, ...others] = template.split(`\${${key}}`);
    const [, named, prefix] = /^s3:\/\/([^/]+)\/(.*)$/.exec(before) ?? [];
    if (named === undefined || after === undefined || others.length > 0)
        return refuse(`storage.location.template is ${template}: it must name the ${key} once.`);
    return {
        bucket: named,
        prefix,
        dayOf(object, now) {
            const day = object.slice(prefix.length, prefix.length + 10);
            const file = object.slice(prefix.length + 10 + after.length);
            if (!object.startsWith(prefix) || !object.startsWith(after, prefix.length + 10)) return undefined;
            // What Athena takes for hidden (Athena user guide, "Excluding files").
            if (/^[_.]/.test(file.slice(file.lastIndexOf("/") + 1)) || !isDay(day)) return undefined;
            const [first, last] = bounds.map((bound) => bound(now));
            return day >= first && day <= last ? day : undefined;
        },
    };
}

function boundOf(written: string): ((now: Date) => string) | undefined {
    if (isDay(written)) return () => written;
    const [found, days = "0"] = /^NOW(?:([+-]\d+)DAYS?)?$/.exec(written) ?? [];
    if (found === undefined) return undefined;
    return (now) => new Date(now.getTime() + Number(days) * oneDay).toISOString().slice(0, 10);
}

function isDay(text: string): boolean {
    return /^\d{4}-\d\d-\d\d$/.test(text) && isTime(text);
}
