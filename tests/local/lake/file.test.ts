import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect } from "chai";
import { UserError } from "../../../local/userError";
import { failure, id, lakeOf, otherArn, record, storeArn } from "./support";

describe("a lake that is kept in a file", () => {
    let folder: string;
    let file: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "lake-"));
        file = join(folder, "lake.duckdb");
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it("is found again, grows, takes another store in, and keeps what nobody queried before it was closed", async () => {
        const stores = [{ arn: storeArn, name: "a" }];
        for (const [uid, options] of [
            ["u1", { file, stores }],
            ["u2", { file }],
        ] as const) {
            const lake = await lakeOf(options);
            await lake.ingest([record(uid, { requestParameters: { a: "b" } })]);
            await lake.close();
        }
        const lake = await lakeOf({ file });
        const { rows } = await lake.query(
            `SELECT eventData.UID, eventData.requestParameters['a'] FROM ${id} ORDER BY 1`,
        );
        expect(await lake.ids(otherArn)).to.deep.equal([]);
        await lake.close();
        expect(rows).to.deep.equal([
            ["u1", "b"],
            ["u2", "b"],
        ]);
    });

    it("opens with DuckDB alone, too", async () => {
        const lake = await lakeOf({ file });
        await lake.ingest([record("u1")]);
        await lake.close();
        const instance = await DuckDBInstance.create(file);
        const connection = await instance.connect();
        for (const name of [`"${id}"`, "events"]) {
            const found = await connection.runAndReadAll(`SELECT eventdata.uid FROM ${name}`);
            expect(found.getRows()).to.deep.equal([["u1"]]);
        }
        instance.closeSync();
    });

    it("with other columns is refused, and named", async () => {
        const instance = await DuckDBInstance.create(file);
        await (await instance.connect()).run(`CREATE TABLE "${id}" (a INTEGER)`);
        instance.closeSync();
        expect(await failure(lakeOf({ file }))).to.equal(
            `UserError: The lake '${file}' keeps the event data store ${id} with other columns (a): another version wrote it.`,
        );
    });

    it("that is no database is refused, with a remedy", async () => {
        writeFileSync(file, "something else entirely, and long enough to be looked at");
        const error = await lakeOf({ file }).catch((reason: unknown) => reason);
        expect(error).to.be.instanceOf(UserError);
        expect((error as UserError).message).to.contain(`The lake '${file}' cannot be opened: `);
        expect((error as UserError).remedy).to.contain("Name a DuckDB file");
    });
});
