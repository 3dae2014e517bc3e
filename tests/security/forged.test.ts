import { expect } from "chai";
import { deployStack } from "../../lab/stack";
import type { Deployment } from "../../local/deploy/deployment";
import { storeId } from "../../local/lake";
import { startPipeline } from "../../local/run/pipeline";
import type { Pipeline } from "../../local/run/pipeline";
import { account, event } from "../../lab/forwarder/events";

/** An event that claims to be another, of another account, and to be SQL. */
const forged = event("a", {
    event_type_id: 999_999,
    recipientAccountId: "999999999999",
    eventSource: "signin.amazonaws.com",
    eventName: "ConsoleLogin",
    event_timestamp: "2001-01-01 00:00:00 UTC",
    ingestionTime: "2001-01-01T00:00:00Z",
    user_name: "'); DROP TABLE lake; --",
    notes: "line\nfeed \u0000 ${jndi:ldap://x} <script>",
});

for (const destination of ["cloudtrail-lake", "s3"] as const)
    describe(`forged events, on their way to ${destination}`, () => {
        let deployment: Deployment;
        let pipeline: Pipeline;
        const query = (sql: string) => pipeline.unit().store.query(sql);
        const table = () => {
            const { objects, lake } = deployment;
            return objects
                ? `"${objects.table.databaseName}"."events"`
                : `"${storeId(lake?.stores[0].arn ?? "")}"`;
        };
        before(async () => {
            deployment = await deployStack({
                destinations: [destination],
                ...(destination === "s3" && { s3DeliveryBatchWindowSeconds: 10 }),
            });
            pipeline = await startPipeline(deployment);
        });
        after(() => pipeline.stop());

        it("of another source than OneLogin's partner events are not matched", async () => {
            const sources = [
                "onelogin.com",
                "aws.partner/onelogin.com.evil.example/US-1",
                "aws.partner/other.com/US-1",
            ];
            const others = sources.map((source) =>
                JSON.stringify({ ...(JSON.parse(event("b")) as object), source }),
            );
            expect(await pipeline.put(others)).to.equal(0);
        });

        it("replace no event, and choose neither account, nor source, nor the time of their arrival", async () => {
            await pipeline.put([event("a"), forged]);
            await pipeline.drain();
            const { rows } = await query(
                `SELECT eventData.uid, eventData.eventName, eventData.eventSource, eventData.recipientAccountId,` +
                    ` eventData.eventTime, metadata.ingestionTime FROM ${table()} ORDER BY eventData.eventTime`,
            );
            // OneLogin's time is OneLogin's word; the time of arrival is CloudTrail's.
            expect(rows.map((row) => row.slice(0, 5))).to.deep.equal([
                ["a", "ONELOGIN_EVENT_999999", "onelogin.com", account, "2001-01-01T00:00:00Z"],
                ["a", "USER_LOGGED_INTO_ONELOGIN", "onelogin.com", account, "2026-11-20T14:03:04Z"],
            ]);
            for (const row of rows) expect(row[5]).not.to.match(/^2001/);
        });

        it("choose no source: another envelope around the same words is another event, beside the real one", async () => {
            const real = event("c");
            const envelope = { source: "aws.partner/onelogin.com/US-1/evil", time: "2001-01-01T00:00:00Z" };
            const copy = JSON.stringify({ ...(JSON.parse(real) as object), ...envelope });
            await pipeline.put([copy, real]);
            await pipeline.drain();
            const { rows } = await query(
                `SELECT eventData.eventTime, json_extract_scalar(eventJson, '$.eventData.additionalEventData.raw.source')` +
                    ` FROM ${table()} WHERE eventData.uid = 'c' ORDER BY eventData.eventTime`,
            );
            expect(rows).to.deep.equal([
                ["2001-01-01T00:00:00Z", envelope.source],
                ["2026-11-20T14:03:04Z", (JSON.parse(real) as { source: string }).source],
            ]);
        });

        it("are text to the published queries", async () => {
            for (const sql of Object.values(
                deployment[destination === "s3" ? "objects" : "lake"]?.queries ?? {},
            ))
                await query(sql);
            const { kept } = await pipeline.outcome();
            expect(kept).to.equal(4);
        });
    });
