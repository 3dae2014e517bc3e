import { expect } from "chai";
import { nameOf } from "trino-on-duckdb";
import { columns } from "../../../handler/columns";
import { readHiveType } from "../../../local/athena/hiveType";
import { columns as lakeColumns } from "../../../local/lake/columns";

describe("a column's type in Glue", () => {
    it("is read as Trino's", () => {
        expect(nameOf(readHiveType("struct<a:map<string, string>,b:struct<c:timestamp>>"))).to.equal(
            "row(a map(varchar, varchar), b row(c timestamp(3)))",
        );
    });

    for (const type of [
        "",
        "int",
        "map",
        "map<string>",
        "struct<>",
        "struct<a>",
        "struct<a:string",
        "string>",
    ])
        it(`is refused: '${type}'`, () => expect(() => readHiveType(type)).to.throw(RangeError, `'${type}'`));

    it("is the type of the same column in CloudTrail Lake", () => {
        const ofLake = new Map(lakeColumns.map(({ name, type }) => [name.toLowerCase(), nameOf(type)]));
        ofLake.set("metadata", "row(ingestiontime varchar)");
        for (const { name, type } of columns)
            expect(nameOf(readHiveType(type)), name).to.equal(ofLake.get(name));
        const names = columns.map(({ name }) => name);
        expect([...ofLake.keys()].filter((name) => !names.includes(name))).to.deep.equal(["addendum"]);
    });
});
