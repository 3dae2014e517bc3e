import { expect } from "chai";
import { schemas } from "../support/providers/schemas";
import { differing, disruptions, messageOf } from "./compare";
import { goldenNames, readGraph, serializeFunctions, textOf } from "./files";
import { graphOf } from "./graph";
import type { Texts } from "./graph";
import { programs } from "./programs";

describe("golden files: what each program registers", () => {
    let texts: Texts;
    before(async () => {
        texts = await serializeFunctions();
    });

    for (const { name, golden: file, record } of programs) {
        it(`${name}, with inputs that the stand-in providers know, within their limits, and the same when it runs again`, async () => {
            const [once, again] = [await record(), await record()];
            const graph = graphOf(once, texts);
            const golden = readGraph(file) ?? {};
            const message = messageOf(`tests/golden/graphs/${file}.json`, disruptions(golden, graph));
            expect(textOf(differing(graph, golden)), message).to.equal(textOf(differing(golden, graph)));
            for (const { type, name: resource, inputs } of once.registrations)
                if (/^aws(-native)?:/.test(type))
                    expect(schemas.get(type)?.faults(inputs), resource).to.deep.equal([]);
            const byName = ({ registrations }: typeof once) =>
                registrations.toSorted((one, other) => one.name.localeCompare(other.name));
            expect(byName(again)).to.deep.equal(byName(once));
            expect(again.calls.sort()).to.deep.equal(once.calls.sort());
        });
    }

    it("are those of the programs that there are", () => {
        expect(goldenNames()).to.have.members([...new Set(programs.map(({ golden }) => golden))]);
    });
});
