import { checkShortly } from "./property";
import { readerProperties } from "./readers";

describe("what reads strangers' text, property by property", () => {
    for (const property of readerProperties) it(property.name, () => checkShortly(property, 300));
});
