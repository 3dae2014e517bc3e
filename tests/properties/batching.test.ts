import { batchingProperties } from "./batching";
import { checkShortly } from "./property";

describe("the batcher, property by property", () => {
    for (const property of batchingProperties) {
        it(property.name, () => checkShortly(property, 400));
    }
});
