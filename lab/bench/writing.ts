import { gzipSync } from "node:zlib";
import { measure, rounds } from "./cpu";
import { atMost, medians, type Measurement } from "./figures";
import { forward, queued, serializedWriter, stored } from "./forwarders";
import { linesOf } from "../forwarder/services";

/** As many as the writer takes by default. */
const batchSize = 1000;
const events = 10_000;

/** The least that has to be done: reading and writing the JSON of the same rows, and gzip. */
function parseStringifyAndGzip(objects: string[][]): number {
    return objects.reduce(
        (sum, lines) =>
            sum + gzipSync(lines.map((line) => JSON.stringify(JSON.parse(line))).join("\n")).length,
        0,
    );
}

/** What an event costs on its way to S3, and what it takes there. */
export const writing: Measurement = async () => {
    const { batches } = queued(events, batchSize);
    const writer = await serializedWriter();
    await forward(writer, batches);
    const bodies = stored.splice(0);
    const objects = bodies.map(linesOf);
    const { ratio } = await medians(rounds, async () => {
        const least = await measure(() => parseStringifyAndGzip(objects));
        const whole = await measure(() => forward(writer, batches));
        stored.length = 0;
        return { ratio: whole.cpu / least.cpu };
    });
    const bytes = bodies.reduce((sum, { length }) => sum + length, 0);
    return [
        atMost("CPU per event of the writer, against parse + stringify + gzip of its rows", 2.5, ratio, "×"),
        atMost(`stored per event of 2.9 kB, in batches of ${batchSize}`, 150, bytes / events, "B"),
    ];
};
