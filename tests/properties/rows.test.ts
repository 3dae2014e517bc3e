import fc from "fast-check";
import { readWithDuckdb, rowOf } from "../support/table";
import { anyBody } from "./arbitrary/events";
import { holds } from "./property";
import { expectSame, rowChecked } from "./rows";

describe("the rows in S3, property by property", () => {
    holds("a row says what CloudTrail Lake would hold, and all of the event", 500, () =>
        fc.property(anyBody, (body) => void rowChecked(body)),
    );

    holds("DuckDB reads the rows of an object as they are", 20, () =>
        fc.asyncProperty(fc.array(anyBody, { minLength: 1, maxLength: 50 }), async (bodies) => {
            const lines = bodies.flatMap(rowChecked);
            expectSame("what is read", await readWithDuckdb(lines), lines.map(rowOf));
        }),
    );
});
