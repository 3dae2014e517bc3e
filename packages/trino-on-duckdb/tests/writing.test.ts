import { expect } from "chai";
import { failure, id, openDatabase, type Database } from "./support";

describe("a query may be written in many ways", () => {
    let database: Database;
    before(async () => {
        database = await openDatabase();
    });
    after(() => database.close());

    const found: readonly (readonly [string, string])[] = [
        ["the store's id bare", `SELECT eventData.UID FROM ${id}`],
        ["the id quoted", `SELECT eventData.UID FROM "${id}"`],
        ["the id in capitals", `SELECT eventData.UID FROM ${id.toUpperCase()}`],
        ["names in any case", `select EVENTDATA.uid from ${id}`],
        ["names quoted", `SELECT "eventData"."UID" FROM "${id}"`],
        [
            "the table's alias before a column",
            `SELECT e.eventData.UID FROM ${id} AS e WHERE e.eventData.userIdentity.type = 'OneLoginUser'`,
        ],
        ["the id before a column", `SELECT "${id}".eventData.UID FROM "${id}"`],
        [
            "over several lines, with comments",
            `-- who\nSELECT /* the\nid */ eventData.UID -- of the event\nFROM ${id}`,
        ],
        ["a semicolon at the end", `SELECT eventData.UID FROM ${id} ;`],
        ["in parentheses", `(SELECT eventData.UID FROM ${id})`],
        [
            "a text that looks like a comment, and one like a name of ours",
            `SELECT eventData.UID FROM ${id} WHERE '--' <> 'zz_text_0' AND 'it''s' <> '"'`,
        ],
        [
            "an alias with spaces, quotes and semicolons",
            `SELECT "a ;""b" FROM (SELECT eventData.UID AS "a ;""b" FROM ${id}) AS "x y"`,
        ],
        [
            "NOT LIKE of a quoted name",
            `SELECT eventData.UID FROM ${id} "my e" WHERE NOT "my e".eventData.eventName LIKE 'x%'`,
        ],
        [
            "eventTime compared with a timestamp",
            `SELECT eventData.UID FROM ${id} WHERE eventTime > timestamp '2026-03-10 10:00:00'`,
        ],
        [
            "a bound of the last days",
            `SELECT eventData.UID FROM ${id} WHERE eventTime > date_add('day', -7, current_timestamp) AND eventTime > now() - interval '7' day`,
        ],
        [
            "an entry of a map",
            `SELECT eventData.UID FROM ${id} WHERE eventData.requestParameters['app'] = 'Slack' AND element_at(eventData.requestParameters, 'none') IS NULL`,
        ],
        [
            "a WITH name that hides the store's",
            `WITH "${id}" AS (SELECT 'u1' AS uid) SELECT uid FROM "${id}"`,
        ],
    ];
    for (const [how, sql] of found) {
        it(how, async () => {
            expect((await database.query(sql)).rows).to.deep.equal([["u1"]]);
        });
    }

    it("a time may be compared with a text, if the caller wants it", async () => {
        const sql = `SELECT eventData.UID FROM ${id} WHERE eventTime > '2026-03-10 10:00:00' AND eventTime < '2026-03-10T12:00:00Z' AND eventTime BETWEEN '2026-03-10' AND '2026-03-11' AND eventTime IN ('2026-03-10 11:00:00')`;
        expect((await database.query(sql, { textAsTime: true })).rows).to.deep.equal([["u1"]]);
        expect(await failure(database.query(sql))).to.contain(
            "Cannot apply operator: timestamp(3) > varchar",
        );
    });

    it("a table may be qualified by its schema", async () => {
        const { rows, tables } = await database.query(
            'SELECT "events".day FROM "db"."events" WHERE events.day = \'2026-03-10\'',
        );
        expect({ rows, tables }).to.deep.equal({ rows: [["2026-03-10"]], tables: ["events"] });
    });

    it("a bound of the last days leaves out what is older", async () => {
        const { rows } = await database.query(
            `SELECT 1 FROM ${id} WHERE eventTime > now() - interval '30' minute`,
        );
        expect(rows).to.deep.equal([]);
    });

    it("nothing in a text, a name or an alias becomes SQL", async () => {
        const evil = `x" ' ) , (select 1) -- «1» b.a1 trino_fail lambda $1 @ $type`;
        const [text, name] = [evil.replaceAll("'", "''"), evil.replaceAll('"', '""')];
        const { columns, rows } = await database.query(
            `SELECT substr(trim('${text}'), 1) AS "${name}", cast(row('${text}') as row("${name}" varchar))."${name}" FROM ${id} "${name}"`,
        );
        expect(rows).to.deep.equal([[evil, evil]]);
        expect(columns[0].name).to.equal(evil);
    });

    it("calls may stand in calls, many deep", async () => {
        const deep = Array.from({ length: 15 }).reduce<string>(
            (inner) => `substr(trim(${inner}), 1)`,
            "eventData.UID",
        );
        expect(
            (await database.query(`SELECT ${deep}, count(*) FROM ${id} GROUP BY ${deep}`)).rows,
        ).to.deep.equal([["u1", "1"]]);
    });
});
