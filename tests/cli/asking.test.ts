/** The commands that ask for events in SQL: query and detect. */
import { expect } from "chai";
import { readSamples } from "../../lab/samples/samples";
import published from "../../queries/publishedQueries.json";
import detections from "../../queries/publishedDetections.json";
import { documentedPolicy } from "./policies";
import { outputsFile } from "./outputs";
import { startLocal, type Called, type Local } from "./support";

const inLake = ["--destination", "cloudtrail-lake"];
const inS3 = ["--destination", "s3"];

describe("the commands that ask for events", function () {
    this.timeout(120_000);
    let local: Local;
    before(async () => {
        local = await startLocal();
        const { account, region, eventSourceName: source } = local.deployment;
        await local.pipeline.put(readSamples({ place: { account, region, source } }));
        await local.pipeline.drain();
    });
    afterEach(() => (local.hooks = {}));
    after(() => local.close());
    const call = (...args: string[]) => local.call(...args);
    const linesOf = ({ text }: Called) => text.split("\n");

    describe("query", () => {
        it("lists what there is, for no deployment at all", async () => {
            const { code, printed } = await call("query");
            expect(code).to.equal(0);
            for (const [name, { title }] of Object.entries(published))
                expect(printed[0]).to.match(new RegExp(`^  ${name} +${title.slice(0, 10)}`, "m"));
            const json = JSON.parse((await call("query", "--json")).printed[0]) as object[];
            expect(json).to.deep.include({ name: "validation", title: published.validation.title });
        });

        for (const name of Object.keys(published))
            it(`runs ${name} in either destination, to the same answer, in the window that is asked for`, async () => {
                const window = ["--since", "2d", "--until", "0m", "--csv"];
                const [lake, s3] = [
                    await call("query", name, ...inLake, ...window),
                    await call("query", name, ...inS3, ...window),
                ];
                expect([lake.code, s3.code], lake.notes).to.deep.equal([0, 0]);
                // Which of two rows of one moment comes first is not said.
                expect(linesOf(s3).sort()).to.deep.equal(linesOf(lake).sort());
                const none = await call("query", name, ...inS3, "--since", "30d", "--until", "20d", "--json");
                expect(JSON.parse(none.printed[0])).to.deep.include({ rows: [], bytesScanned: 0 });
            });

        it("says how much was scanned, and what that costs, beside the answer", async () => {
            const { noted } = await call("query", "ids-per-day", ...inLake);
            expect(noted).to.have.lengthOf(1);
            expect(noted[0]).to.match(
                /^[12] rows? from CloudTrail Lake, \d+\.\d kB scanned, about \$0\.0\d+$/,
            );
            const inJson = await call("query", "ids-per-day", ...inS3, "--json");
            expect(inJson.noted).to.deep.equal([]);
            const answer = JSON.parse(inJson.printed[0]) as { bytesScanned: number; dollars: number };
            expect(answer.bytesScanned).to.be.within(10_000, 10_000_000);
            // Athena asks for 10 MB at least.
            expect(answer.dollars).to.be.closeTo(0.0000455, 1e-6);
        });

        it("prints the SQL instead of running it", async () => {
            const window = ["--since", "2026-11-01", "--until", "2026-11-02T10:30Z"];
            const { printed } = await call("query", "validation", ...inS3, "--print", ...window);
            expect(printed[0])
                .to.include(
                    "eventTime >= timestamp '2026-11-01 00:00:00' AND eventTime < timestamp '2026-11-02 10:30:00'",
                )
                .and.include("day >= '2026-11-01' AND day <= '2026-11-02'")
                .and.match(/FROM "\w+"\."events"/);
            expect((await call("query", "validation", ...inLake, "--print")).printed[0]).to.match(
                /FROM [a-f0-9-]{36}\n/,
            );
        });

        it("runs a file, with its comments, within a window, and shows its JSON as text", async () => {
            const file = outputsFile(
                `-- Mine.\nSELECT chr(27) || '[31m' AS a, cast(NULL AS varchar) AS b, '{"x": 1}' AS c, '' AS d, 'a"b,c' AS e, count(*) > 0 AS f\nFROM $EVENTS WHERE eventTime >= $SINCE AND eventTime < $UNTIL;\n`,
            );
            const csv = await call("query", file, ...inLake, "--csv");
            expect(csv.printed[0]).to.equal('a,b,c,d,e,f\r\n\u001b[31m,,"{""x"": 1}","","a""b,c",true');
            const shown = await call("query", file, ...inS3);
            expect(shown.printed[0].split("\n")[1]).to.equal('  \\u001b[31m     {"x": 1}     a"b,c  true');
        });

        for (const destination of [inLake, inS3])
            it(`ends with 1 and the reason for SQL that ${destination[1]} does not take`, async () => {
                const file = outputsFile("SELECT nothing FROM $EVENTS");
                const { code, notes } = await call("query", file, ...destination);
                expect(code).to.equal(1);
                expect(notes).to.match(/ended FAILED: .*nothing|does not take the query: .*nothing/);
            });
    });

    describe("detect", () => {
        const day = ["--since", "48h", "--until", "0m"];

        it("prints what is found, the worst first, with what to do, and ends with 1", async () => {
            const { code, text, notes } = await call("detect", ...day, ...inS3);
            expect(code).to.equal(1);
            expect(text).to.match(/^critical {2}event-stream-tampered: [^]*\nhigh [^]*\nmedium /);
            expect(text).to.include(detections["user-assumed"].runbook).and.not.include("many-assumed");
            expect(notes).to.match(
                /^22 detections from Athena, from .* UTC: \d\.\d MB scanned, about \$0\.0010$/,
            );
        });

        it("runs those that are named, in CloudTrail Lake as well, and says in JSON what it found", async () => {
            const only = ["--only", "user-assumed", "many-assumed", "--json"];
            const { code, printed } = await call("detect", ...day, ...inLake, ...only);
            const { detections: found, destination } = JSON.parse(printed[0]) as {
                detections: { name: string; findings: Record<string, string>[] }[];
                destination: string;
            };
            expect([code, destination]).to.deep.equal([1, "cloudtrail-lake"]);
            expect(found.map(({ name, findings }) => [name, findings.length])).to.have.deep.members([
                ["user-assumed", 1],
                ["many-assumed", 0],
            ]);
            expect(found.find(({ name }) => name === "user-assumed")?.findings[0]).to.include({
                actor_name: "Mara Lindqvist",
                target_name: "Grete Møller",
                events: "1",
            });
        });

        it("ends with 0 if nothing is found, and looks no further than 15 minutes ago", async () => {
            const only = ["--only", "many-assumed"];
            const { code, printed, noted } = await call("detect", "--since", "16m", ...inS3, ...only);
            expect([code, printed]).to.deep.equal([0, ["Nothing was found."]]);
            const [, from, to] = /from (.{16}) to (.{16}) UTC/.exec(noted[0]) ?? [];
            expect(Date.parse(`${to}Z`) - Date.parse(`${from}Z`)).to.equal(60_000);
            expect((Date.now() - Date.parse(`${to}Z`)) / 60_000).to.be.within(15, 17);
        });
    });

    describe("need", () => {
        const lakes = documentedPolicy("query and detect");

        for (const removed of lakes.actions)
            it(`${removed}, and say so without it`, async () => {
                local.hooks.policy = lakes.without(removed);
                const { code, notes } = await call("query", "validation", ...inLake);
                expect(notes).to.include(`not authorized to perform: ${removed}`);
                expect(code).to.equal(1);
            });

        it("no more than that", async () => {
            local.hooks.policy = lakes.without();
            expect((await call("query", "validation", ...inLake)).code).to.equal(0);
        });
    });
});
