import { expect } from "chai";
import { gzipSync } from "node:zlib";
import { exportSql, oneDay } from "../../../cli/history/days";
import { readExport } from "../../../cli/history/export";
import { failure, record } from "../../local/lake/support";
import { staging, worldOf, type World } from "./support";

describe("what CloudTrail Lake exports", () => {
    let world: World;
    let queryId: string;
    before(async () => {
        world = await worldOf(
            Array.from({ length: 1500 }, (_, n) => record(`u${n}`, { errorMessage: `"${n},\n` })),
        );
    });
    after(() => world.close());
    beforeEach(async () => {
        queryId = await world.cloudTrail.deliver(
            exportSql(world.store, oneDay("2026-03-10")),
            `s3://${staging.bucket}/${staging.prefix}`,
        );
    });

    const read = async (): Promise<string[]> => {
        const records: string[] = [];
        await readExport(world.client, staging, queryId, (json) => records.push(json));
        return records;
    };
    const file = (name: string): string =>
        world.exported.list().find(({ key }) => key.includes(queryId) && key.endsWith(name))?.key ?? name;
    const write = (name: string, body: Buffer | string) =>
        world.exported.put(file(name), Buffer.from(body), {}, false);

    it("is read from every file that is signed, whatever its text has that CSV would quote", async () => {
        const ids = (await read()).map((json) => {
            const { eventData } = JSON.parse(json) as { eventData: { UID: string; errorMessage: string } };
            expect(eventData.errorMessage).to.equal(`"${eventData.UID.slice(1)},\n`);
            return eventData.UID;
        });
        expect(new Set(ids).size).to.equal(1500);
        expect(world.exported.list().filter(({ key }) => key.includes(queryId))).to.have.lengthOf(3);
    });

    it("is refused if a file is not as it was delivered", async () => {
        write("result_2.csv.gz", gzipSync(`"record"\n"${Buffer.from("{}").toString("base64")}"\n`));
        expect(await failure(read())).to.match(/result_2\.csv\.gz has the SHA-256 .*somebody changed it/);
    });

    it("is refused if a file is not there, or is no export", async () => {
        write("result_1.csv.gz", gzipSync("a,b\n"));
        expect(await failure(read())).to.include("a line that is no record in Base64: a,b");
        world.exported.remove(file("result_1.csv.gz"), undefined, false);
        expect(await failure(read())).to.include("NoSuchKey");
    });

    for (const [what, text] of [
        ["no JSON", "<xml/>"],
        ["no list of files", "{}"],
        [
            "a name that leads elsewhere",
            '{"files":[{"fileName":"../x","fileHashValue":"' + "0".repeat(64) + '"}]}',
        ],
    ]) {
        it(`is refused if the sign file has ${what}`, async () => {
            write("result_sign.json", text);
            expect(await failure(read())).to.match(/is no sign file[^]*Run the command again/);
        });
    }

    it("is refused if there is no sign file", async () => {
        world.exported.remove(file("result_sign.json"), undefined, false);
        expect(await failure(read())).to.include(`there is no ${queryId}/result_sign.json`);
    });
});
