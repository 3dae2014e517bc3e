import { createHash } from "node:crypto";
import { expect } from "chai";
import { channelArn, account, type Fields } from "../../lab/forwarder/events";
import { openLake, type Lake } from "../../local/lake";
import { between, forLake } from "../../queries/texts";
import { quoted, readText, redactionSets, table, type Redaction } from "../docs/documents";
import { map, type EventData } from "../support/mapper";
import { dayOf, detectionsWithCases } from "./cases";

/** The events of all cases, each once, as the raw log has them. */
const events = new Map(
    detectionsWithCases
        .flatMap(({ cases }) => cases.flatMap(({ rows }) => rows))
        .map((row) => {
            const { eventjson } = JSON.parse(row) as { eventjson: string };
            const { eventData } = JSON.parse(eventjson) as { eventData: EventData };
            const { raw } = eventData.additionalEventData;
            return [raw.detail.uuid, raw];
        }),
);

/** What the destination gets of an event. */
function redacted(event: Fields & { detail: Fields }, { remove = [], hash = [] }: Redaction): EventData {
    const detail = { ...event.detail };
    for (const key of remove) delete detail[key];
    for (const key of hash) {
        const value = detail[key];
        if (value != null && value !== "")
            detail[key] = createHash("sha256")
                .update(typeof value === "string" ? value : JSON.stringify(value))
                .digest("hex");
    }
    return map({ ...event, detail }).data;
}

/** Those that docs/privacy.md names for what is redacted so. */
function named(redactedSo: string): string[] {
    const row = table(readText("docs/privacy.md"), "redacted").find(([what]) => what === redactedSo);
    return quoted(row?.[1] ?? "");
}

/** A store for what each test redacts. */
const storeArns = Array.from(
    { length: 6 },
    (_, i) => `arn:aws:cloudtrail:eu-central-1:${account}:eventdatastore/${"0".repeat(7)}${i}-0000`,
);

describe("detections of redacted events", () => {
    const [[, withoutNames], [, pseudonyms], [, nobody]] = redactionSets();
    const unused = [...storeArns];
    let lake: Lake;
    before(async () => (lake = await openLake({ stores: storeArns.map((arn) => ({ arn, name: arn })) })));
    after(() => lake.close());

    /** The cases, by their numbers, that each detection finds in redacted rows, and those that it is to find. */
    async function findings(redaction: Redaction) {
        const arn = unused.pop() ?? "";
        const common = { storeArns: [arn], channelArn, region: "eu-central-1", accountId: account };
        await lake.ingest(
            [...events].map(([id, event]) => ({
                ...common,
                eventID: String(id),
                eventData: redacted(event, redaction),
                ingestionTime: new Date(),
            })),
        );
        const all: [name: string, found: number[], expected: number[]][] = [];
        for (const { name, sql, cases } of detectionsWithCases) {
            const [from, to] = [cases[0].number, cases[cases.length - 1].number + 1];
            const bounds = [from, to].map((day) => `timestamp '${dayOf(day)} 00:00:00'`);
            const text = forLake(between(sql, bounds[0], bounds[1]), `"${arn.split("/")[1]}"`);
            const { rows } = await lake.query(text);
            const numbers = rows.map((row) => Number(/^\d+/.exec(row.at(-1) ?? "")?.[0]));
            const expected = cases.filter(({ finding }) => finding).map(({ number }) => number);
            const ascending = (one: number, other: number) => one - other;
            all.push([name, numbers.sort(ascending), expected.sort(ascending)]);
        }
        return all;
    }

    /** The names of those of which this holds. */
    const those = async (redaction: Redaction, holds: (found: number[], expected: number[]) => boolean) =>
        (await findings(redaction)).filter(([, ...both]) => holds(...both)).map(([name]) => name);

    it("find the same of pseudonyms", async () => {
        for (const [name, found, expected] of await findings(pseudonyms))
            expect(found, name).to.deep.equal(expected);
    });

    it("miss without names what docs/privacy.md says", async () => {
        const missing = await those(withoutNames, (found, expected) => found.length < expected.length);
        expect(missing).to.have.members(named("_Without names_"));
    });

    it("find nothing without any person where docs/privacy.md says so", async () => {
        const blind = await those(nobody, (found) => found.length === 0);
        expect(blind).to.have.members(named("_Nobody_"));
    });

    for (const key of ["user_id", "actor_user_id"])
        it(`take everybody for somebody else if ${key} alone is hashed, where docs/privacy.md says so`, async () => {
            const fooled = await those({ hash: [key] }, (found, expected) => found.length > expected.length);
            const text = "`user_id` is hashed, and not `actor_user_id`, or the reverse";
            expect(fooled).to.have.members(named(text));
        });

    it("find every event if what tells a reseller is hashed", async () => {
        const hash = ["assumed_by_superadmin_or_reseller"];
        const fooled = await those({ hash }, (found, expected) => found.length > expected.length);
        expect(fooled).to.deep.equal(["assumed-by-reseller"]);
    });
});
