import { expect } from "chai";
import { nameOf } from "trino-on-duckdb";
import { readHiveType } from "../../../local/athena/hiveType";

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
});
