import { expect } from "chai";
import { openLake, storeId } from "../../local/lake";
import { code, readText, section } from "./documents";

const arn = "arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/b1cd59d3-e3f2-33c3-2c12-6106184d1844";

describe("README: the query that ignores duplicates", () => {
    it("is one that CloudTrail Lake's SQL has", async () => {
        const sql = code(section(readText("README.md"), "Queries"), "sql");
        const lake = await openLake({ stores: [{ arn, name: "store" }] });
        try {
            const { columns } = await lake.query(sql.replace("$EVENT_DATA_STORE_ID", storeId(arn)));
            expect(columns.map(({ name }) => name)).to.deep.equal([
                "eventTime",
                "eventName",
                "principalId",
                "UID",
            ]);
        } finally {
            await lake.close();
        }
    });
});
