import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { forLake } from "../../../queries/texts";
import type { Database } from "../../../local/duckdb/database";
import { openStores } from "../../../local/lake/database";
import type { Lake } from "../../../local/lake";
import { failure, id, lakeOf, otherArn, record, store } from "./support";

describe("a query of the lake", () => {
    let lake: Lake;
    before(async () => {
        lake = await lakeOf();
        await lake.ingest([record("u1"), record("u2", { requestParameters: { app: "Slack" } })]);
    });
    after(() => lake.close());

    it("tells how much the stores that it read hold", async () => {
        const [{ statistics }, nothing] = [
            await lake.query(`SELECT 1 FROM ${id} LIMIT 1`),
            await lake.query("SELECT 1"),
        ];
        expect(statistics.eventsScanned).to.equal(2);
        expect(statistics.bytesScanned).to.be.within(1000, 2000);
        expect(nothing.statistics).to.deep.equal({ eventsScanned: 0, bytesScanned: 0 });
    });

    it("can be checked without being run", async () => {
        expect(await lake.check(`SELECT 1/0 FROM ${id}`)).to.deep.equal([store]);
        expect(await failure(lake.check("SELECT foo(1)"))).to.contain("Function 'foo'");
    });

    it("that fails in one row says why, and the next query runs", async () => {
        expect(
            await failure(
                lake.query(`SELECT eventData.requestParameters['app'] FROM ${id} WHERE eventData.UID = 'u2'`),
            ),
        ).to.equal("nothing failed");
        expect(
            await failure(lake.query(`SELECT map(array['a'], array[1])[eventData.UID] FROM ${id}`)),
        ).to.equal("QueryRefusal: Key not present in map: u1");
        expect((await lake.query(`SELECT count(*) FROM ${id}`)).rows).to.deep.equal([["2"]]);
    });

    const numbers = "UNNEST(sequence(1, 10000)) a(x) CROSS JOIN UNNEST(sequence(1, 10000)) b(y)";

    it("that needs more memory than there is for it is refused, and the next query runs", async () => {
        const small = await lakeOf({ memoryMegabytes: 60 });
        const refusal = await failure(small.query(`SELECT cardinality(array_agg(x)) FROM ${numbers}`));
        expect(refusal).to.match(/^QueryRefusal: .*(out of memory|failed to allocate|could not allocate)/is);
        expect((await small.query("SELECT 1")).rows).to.deep.equal([["1"]]);
        await small.close();
    });

    it("over two stores reads both", async () => {
        const { rows } = await lake.query(
            `SELECT (SELECT count(*) FROM ${id}), (SELECT count(*) FROM "${otherArn.split("/")[1]}")`,
        );
        expect(rows).to.deep.equal([["2", "0"]]);
    });

    it("an empty lake answers, and keeps its columns", async () => {
        const empty = await lakeOf({ stores: [store] });
        const { rows, columns } = await empty.query(`SELECT eventData.UID FROM ${id}`);
        await empty.close();
        expect([rows, columns]).to.deep.equal([[], [{ name: "UID", type: "varchar" }]]);
    });
});

describe("the published queries", () => {
    const [noon, dayBefore] = ["2026-03-10 11:00:00.000", "2026-03-09 11:00:00.000"];
    const detail = (fields: Record<string, unknown>): Record<string, unknown> => ({
        additionalEventData: { raw: { detail: fields } },
    });
    let lake: Lake;
    before(async () => {
        lake = await lakeOf();
        await lake.ingest([
            record("login", {
                sourceIPAddress: "192.0.2.1",
                ...detail({ event_type_id: 5, user_name: "Ann", ipaddr: "192.0.2.1", risk_score: 5 }),
            }),
            record("risky", {
                eventTime: "2026-03-09T11:00:00Z",
                ...detail({
                    event_type_id: "5",
                    user_name: "Bob",
                    risk_score: "40",
                    risk_reasons: "new place",
                }),
            }),
            record("old", {
                eventTime: "2026-02-01T11:00:00Z",
                ...detail({ event_type_id: 5, risk_score: 99 }),
            }),
            record("foreign", { eventSource: "example.com", eventTime: "2026-03-08T11:00:00Z" }),
        ]);
    });
    after(() => lake.close());

    /** An id may have come as a number or as a text; scores are ordered as numbers; foreign and old events are left out. */
    const answers: readonly (readonly [name: string, rows: readonly (readonly (string | null)[])[]])[] = [
        [
            "validation",
            [
                [noon, "USER_LOGGED_INTO_ONELOGIN", "OneLoginUser", "42", "192.0.2.1", "login"],
                [dayBefore, "USER_LOGGED_INTO_ONELOGIN", "OneLoginUser", "42", null, "risky"],
            ],
        ],
        [
            "events-by-type",
            [
                [noon, "USER_LOGGED_INTO_ONELOGIN", "Ann", "192.0.2.1", "login"],
                [dayBefore, "USER_LOGGED_INTO_ONELOGIN", "Bob", null, "risky"],
            ],
        ],
        [
            "risk-scores",
            [
                ['"Bob"', '"40"', '"new place"', "USER_LOGGED_INTO_ONELOGIN", dayBefore],
                ['"Ann"', "5", null, "USER_LOGGED_INTO_ONELOGIN", noon],
            ],
        ],
    ];
    for (const [name, rows] of answers)
        it(name, async () => {
            const sql = readFileSync(join(__dirname, "../../../queries", `${name}.sql`), "utf8");
            expect((await lake.query(forLake(sql, id))).rows).to.deep.equal(rows);
        });
});

describe("the database under the lake", () => {
    let stores: Database;
    before(async () => (stores = await openStores(["s"], {})));

    const attempts: readonly (readonly [sql: string, reason: RegExp])[] = [
        ["SELECT * FROM read_csv('/etc/passwd')", /disabled by configuration/],
        ["SELECT * FROM read_text('/etc/passwd')", /disabled by configuration/],
        ["SELECT * FROM '/etc/passwd'", /does not exist/],
        ["COPY (SELECT 1) TO '/tmp/out.csv'", /disabled by configuration/],
        ["ATTACH '/tmp/other.db'", /disabled by configuration/],
        ["INSTALL httpfs", /disabled|not allowed|external access/i],
        ["LOAD '/tmp/x.duckdb_extension'", /disabled/],
        ["SET threads = 1", /has been locked/],
        ["SET enable_external_access = true", /locked|Cannot/],
        ["RESET lock_configuration", /locked/],
        ["SELECT getenv('HOME')", /does not exist/],
    ];
    for (const [sql, reason] of attempts)
        it(`is locked by itself: ${sql}`, async () => {
            expect(await failure(stores.writer.run(sql))).to.match(reason);
        });

    it("spills to a folder of the lake's own, which goes with it", async () => {
        const found = await stores.writer.runAndReadAll("SELECT current_setting('temp_directory')");
        const folder = String(found.getRows()[0][0]);
        expect(statSync(folder).mode & 0o777).to.equal(0o700);
        stores.close();
        expect(existsSync(folder)).to.equal(false);
    });

    it("is not opened for an ARN that is no event data store's", async () => {
        const wrong = "arn:aws:cloudtrail:us-east-1:123456789012:channel/x";
        expect(await failure(lakeOf({ stores: [{ arn: wrong, name: "x" }] }))).to.contain(
            `TypeError: '${wrong}' is not the ARN of an event data store`,
        );
    });
});
