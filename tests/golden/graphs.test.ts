import { expect } from "chai";
import { serializeForwarder } from "../../lab/forwarder/closure";
import { differing, disruptions, messageOf } from "./compare";
import { goldenNames, readGraph, textOf } from "./files";
import { graphOf } from "./graph";
import { programs } from "./programs";

describe("golden files: what each program registers", () => {
    let forwarder: string;
    before(async () => {
        forwarder = await serializeForwarder();
    });

    for (const { name, record } of programs) {
        it(name, async () => {
            const graph = graphOf(await record(), forwarder);
            const golden = readGraph(name) ?? {};
            const message = messageOf(`tests/golden/graphs/${name}.json`, disruptions(golden, graph));
            expect(textOf(differing(graph, golden)), message).to.equal(textOf(differing(golden, graph)));
        });

        it(`${name}: the same requests when it runs again`, async () => {
            const [once, again] = [await record(), await record()];
            const byName = ({ registrations }: typeof once) =>
                registrations.toSorted((one, other) => one.name.localeCompare(other.name));
            expect(byName(again)).to.deep.equal(byName(once));
            expect(again.calls.sort()).to.deep.equal(once.calls.sort());
        });
    }

    it("are those of the programs that there are", () => {
        expect(goldenNames().sort()).to.deep.equal(programs.map(({ name }) => name).sort());
    });
});
