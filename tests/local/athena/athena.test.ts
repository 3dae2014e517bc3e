import { expect } from "chai";
import { failure } from "../lake/support";
import { settings } from "../s3/support";
import { from, open, packed, row, table, type Opened } from "./support";

const key = (day: string, name = "a.json.gz") => `events/day=${day}/${name}`;

describe("the table of objects", () => {
    let [opened, shared]: Opened[] = [];
    const query = (sql: string, more = {}) => opened.athena.query(sql, more);
    const ids = async (condition = "") =>
        (await query(`SELECT eventid ${from} ${condition} ORDER BY 1`)).rows.map(([id]) => id);
    before(async () => (shared = await open()));
    beforeEach(() => (opened = shared));
    afterEach(async () => {
        if (opened !== shared) await opened.athena.close();
        for (const { key: name } of shared.bucket.list()) shared.bucket.remove(name, undefined, false);
    });
    after(() => shared.athena.close());

    it("has the registered columns, with the values of the lines", async () => {
        opened.put(
            key("2026-11-27"),
            packed(
                row("a", {
                    eventdata: { uid: "a", requestparameters: { App: "Slack", nothing: null, n: 3 } },
                }),
                { eventid: "b" },
                row("é𐍈\\ud"),
            ),
        );
        const { columns, rows } = await query(
            `SELECT eventid, eventtime, eventdata.requestparameters['App'] AS app, metadata.ingestiontime, day ${from} ORDER BY 1`,
        );
        expect(columns.map(({ name, type }) => `${name} ${type}`)).to.deep.equal([
            "eventid varchar",
            "eventtime timestamp(3)",
            "app varchar",
            "ingestiontime varchar",
            "day varchar",
        ]);
        expect(rows[0]).to.deep.equal([
            "a",
            "2026-11-27 07:55:14.000",
            "Slack",
            "2026-11-27T07:55:15Z",
            "2026-11-27",
        ]);
        expect(rows[1]).to.deep.equal(["b", null, null, null, "2026-11-27"]);
        expect(rows[2][0]).to.equal("é𐍈\\ud");
    });

    it("is empty without an object, and answers", async () => {
        expect(await query(`SELECT count(*) ${from}`)).to.deep.include({ rows: [["0"]], bytesScanned: 0 });
        expect(await query("SELECT 1")).to.deep.include({ rows: [["1"]], bytesScanned: 0 });
    });

    it("stops when the signal says so, also before it begins", async () => {
        const numbers = (name: string) => `unnest(sequence(1, 10000)) ${name}(${name})`;
        const endless = `SELECT count(*) FROM ${numbers("x")} CROSS JOIN ${numbers("y")} CROSS JOIN ${numbers("z")} WHERE x * y % 7 = z`;
        const stop = new AbortController();
        const running = failure(query(endless, { signal: stop.signal }));
        setTimeout(() => stop.abort(), 100);
        expect(await running).to.match(/^AbortError/);
        expect(await failure(query("SELECT 1", { signal: stop.signal }))).to.match(/^AbortError/);
    });

    it("finds what the projection and the template cover, and nothing else", async () => {
        const found = ["2020-01-01", "2026-11-28", "2026-11-29"];
        const others = [
            ...["2019-12-31", "2026-11-30", "2026-02-30", "yesterday!"].map((day) => key(day)),
            "events/a.json.gz",
            "events/2026-11-27/a.json.gz",
            "other/day=2026-11-27/a.json.gz",
            key("2026-11-27", "_hidden.json.gz"),
            key("2026-11-27", ".hidden.json.gz"),
        ];
        for (const name of [...found.map((day) => key(day)), ...others]) opened.put(name, packed(row(name)));
        opened.put(key("2026-11-28", "deeper/b.json.gz"), packed(row("deeper")));
        opened.put(key("2026-11-28", "plain.json"), Buffer.from(JSON.stringify(row("plain"))));
        expect(await ids()).to.have.members([...found.map((day) => key(day)), "deeper", "plain"]);
    });

    it("has no partitions without projection, as nobody adds any", async () => {
        opened = await open({ parameters: {} });
        opened.put(key("2026-11-27"), packed(row("a")));
        expect(await ids()).to.deep.equal([]);
    });

    it("shows what comes, goes and is written again", async () => {
        opened.put(key("2026-11-27"), packed(row("a")));
        expect(await ids()).to.deep.equal(["a"]);
        opened.put(key("2026-11-27", "b.json.gz"), packed(row("b"), row("c")));
        opened.put(key("2026-11-26"), packed(row("d")));
        expect(await ids()).to.deep.equal(["a", "b", "c", "d"]);
        opened.put(key("2026-11-27"), packed(row("e")));
        opened.bucket.remove(key("2026-11-27", "b.json.gz"), undefined, false);
        expect(await ids()).to.deep.equal(["d", "e"]);
    });

    it("reads thousands of rows", async () => {
        const rows = Array.from({ length: 4100 }, (_, index) => row(`id-${index}`));
        opened.put(key("2026-11-27"), packed(...rows));
        opened.put(key("2026-11-27", "b.json.gz"), packed(...rows.slice(0, 10)));
        const { rows: counted } = await query(`SELECT count(*), count(DISTINCT eventid) ${from}`);
        expect(counted).to.deep.equal([["4110", "4100"]]);
    });

    const bad: [what: string, line: string | object, reason: string][] = [
        ["a line that is not JSON", "{", "it is not JSON: {"],
        ["an empty line", "", "it is not JSON"],
        ["a line that is not an object", "[]", "it is not a JSON object: []"],
        [
            "a time with T and Z",
            row("a", { eventtime: "2026-11-27T07:55:14Z" }),
            "eventtime is not of the type timestamp(3)",
        ],
        [
            "30 February",
            row("a", { eventtime: "2026-02-30 00:00:00" }),
            "eventtime is not of the type timestamp(3)",
        ],
        [
            "an object in a map of texts",
            row("a", { eventdata: { requestparameters: { a: {} } } }),
            "eventdata.requestparameters['a'] is not",
        ],
        ["a list for a text", row("a", { eventid: [] }), "eventid is not of the type varchar: []"],
        [
            "a text for a struct",
            row("a", { metadata: "x" }),
            "metadata is not of the type row(ingestiontime varchar)",
        ],
        ["half of a surrogate pair", '{"eventid":"\\ud800"}', "half of a surrogate pair"],
    ];
    for (const [what, line, reason] of bad)
        it(`fails each query that reads ${what}, and no other`, async () => {
            opened.put(key("2026-11-26"), packed(row("good")));
            opened.put(key("2026-11-27"), packed(row("first"), line));
            expect(await failure(ids()))
                .to.contain(
                    `HIVE_BAD_DATA: Error reading line 2 of s3://${settings.name}/${key("2026-11-27")}: `,
                )
                .and.to.contain(reason);
            expect(await ids("WHERE day < '2026-11-27'")).to.deep.equal(["good"]);
            opened.put(key("2026-11-27"), packed(row("first")));
            expect(await ids()).to.deep.equal(["first", "good"]);
        });

    it("fails over what is not packed as its name says", async () => {
        opened.put(key("2026-11-27"), Buffer.from(JSON.stringify(row("a"))));
        expect(await failure(ids())).to.contain("HIVE_CURSOR_ERROR: Failed to read file at s3://");
        opened.put(key("2026-11-27"), Buffer.alloc(0));
        opened.put(key("2026-11-27", "b.json"), Buffer.from([0xff]));
        expect(await failure(ids("WHERE day = '2026-11-27'"))).to.contain("HIVE_CURSOR_ERROR");
    });

    it("counts the bytes of the days that a query cannot leave out, and stops at the limit", async () => {
        const days = ["2026-11-01", "2026-11-26", "2026-11-27"];
        const sizes = days.map((day, index) => {
            const content = packed(row("a".repeat(index + 1)));
            opened.put(key(day), content);
            return content.length;
        });
        const sum = (...which: number[]) => which.reduce((total, index) => total + sizes[index], 0);
        const scanned = async (rest: string) => (await query(`SELECT count(*) ${from} ${rest}`)).bytesScanned;
        expect(await scanned("")).to.equal(sum(0, 1, 2));
        expect(await scanned("WHERE day = '2026-11-27'")).to.equal(sum(2));
        expect(await scanned("WHERE day >= cast(date_add('day', -7, current_date) AS varchar)")).to.equal(
            sum(1, 2),
        );
        expect(await scanned("WHERE day LIKE '2026-11-0%' OR substr(day, 9) = '26'")).to.equal(sum(0, 1));
        // What other columns hold is not known before they are read.
        expect(await scanned("WHERE eventtime > timestamp '2030-01-01 00:00:00' AND eventid = 'z'")).to.equal(
            sum(0, 1, 2),
        );
        const twice = `WHERE day = '2026-11-27' AND eventid IN (SELECT eventid ${from} WHERE day <> '2026-11-27')`;
        expect(await scanned(twice)).to.equal(sum(0, 1, 2));
        expect(await scanned("WHERE day = '2026-10-10'")).to.equal(0);
        const limited = (rest: string) => query(`SELECT count(*) ${from} ${rest}`, { scanLimit: sum(2) });
        expect(await failure(limited(""))).to.equal("Error: Bytes scanned limit was exceeded");
        expect((await limited("WHERE day = '2026-11-27'")).rows).to.deep.equal([["1"]]);
    });

    it("is named with its database, and nothing else is a table", async () => {
        opened.put(key("2026-11-27"), packed(row("a")));
        expect((await query(`SELECT eventid ${from};`)).rows).to.deep.equal([["a"]]);
        for (const name of ["events", 'days."2026-11-27"'])
            expect(await failure(query(`SELECT 1 FROM ${name}`))).to.contain("TABLE_NOT_FOUND: Table '");
    });

    const projections: [string, Record<string, string>, string][] = [
        [
            "another type",
            { "projection.day.type": "enum" },
            "projection.day.type must be date here, and it is enum.",
        ],
        ["another interval", { "projection.day.interval": "2" }, "projection.day.interval must be 1"],
        ["half a range", { "projection.day.range": "2020-01-01" }, "two bounds are expected"],
        ["a range of nonsense", { "projection.day.range": "then,NOW" }, "projection.day.range is then,NOW."],
        [
            "a template without the day",
            { "storage.location.template": "s3://b/events/" },
            "it must name the day once",
        ],
    ];
    for (const [what, parameters, reason] of projections)
        it(`refuses ${what} when it is queried`, async () => {
            opened = await open({ parameters: { ...table.parameters, ...parameters } });
            expect(await failure(ids()))
                .to.contain("INVALID_TABLE_PROPERTY")
                .and.to.contain(reason);
        });

    const refused: [open: Parameters<typeof open>, reason: string][] = [
        [[{ partitionKeys: [{ name: "year", type: "timestamp" }] }], "one partition key of the type string"],
        [
            [
                {
                    storageDescriptor: { ...table.storageDescriptor, location: "s3://gone/events/" },
                    parameters: {},
                },
            ],
            "The specified bucket does not exist (Bucket: gone; Error Code: NoSuchBucket)",
        ],
        [[{}, "s3:ListBucket"], "PERMISSION_DENIED: Access Denied: no s3:ListBucket"],
        [[{}, "s3:GetObject"], "PERMISSION_DENIED: Access Denied: no s3:GetObject"],
    ];
    for (const [change, reason] of refused)
        it(`says when it is queried: ${reason}`, async () => {
            opened = await open(...change);
            opened.put(key("2026-11-27"), packed(row("a")));
            expect(await failure(ids())).to.contain(reason);
        });
});
