import { expect } from "chai";
import { enough, recordLake } from "../support/pulumi/component";
import type { LooseArgs } from "../support/pulumi/component";

/** A test: with these arguments (and those that are enough) these children have these inputs, whatever others they have. */
export function itReaches(title: string, args: LooseArgs, children: Record<string, object>): void {
    it(title, async () => {
        const recording = await recordLake({ ...enough, ...args });
        expect(recording.errors).to.deep.equal([]);
        for (const [child, expected] of Object.entries(children)) {
            const { inputs } = recording.named(child);
            const made = Object.keys(expected).map((input) => [input, inputs[input]]);
            expect(Object.fromEntries(made), child).to.deep.equal(expected);
        }
    });
}
