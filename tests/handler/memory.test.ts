import { expect } from "chai";
import { eventWith } from "../../lab/forwarder/events";
import { invokeBatch } from "../support/forwarder";

/** The keys that a fresh forwarder remembers as measured, in the order in which it does, over events with these details. */
async function remembered(details: Record<string, unknown>[]): Promise<string[]> {
    const kept: string[] = [];
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its map below
    const { set } = Map.prototype;
    Map.prototype.set = function (this: Map<unknown, unknown>, key: unknown, value: unknown) {
        if (Object.hasOwn(Object(value) as object, "json")) kept.push(String(key));
        return set.call(this, key, value);
    };
    try {
        await invokeBatch(details.map((detail) => JSON.stringify({ detail })));
    } finally {
        Map.prototype.set = set;
    }
    return kept;
}

describe("the memory for keys", () => {
    it("keeps 500 of them", async () => {
        const keys = Array.from({ length: 600 }, (_, index) => `key_${index}`);
        const detail = Object.fromEntries(keys.map((key) => [key, 1]));
        expect(await remembered([detail, detail])).to.deep.equal(keys.slice(0, 500));
    });

    it("keeps none of 100 characters", async () => {
        const [longest, longer] = ["a".repeat(99), "b".repeat(100)];
        const kept = await remembered([{ [longest]: 1, [longer]: 1 }]);
        expect(kept).to.include(longest).and.not.include(longer);
    });

    it("takes each key once", async () => {
        const { detail } = eventWith() as { detail: Record<string, unknown> };
        const kept = await remembered([detail, detail]);
        expect(kept).to.include("uuid");
        expect(new Set(kept).size).to.equal(kept.length);
    });
});
