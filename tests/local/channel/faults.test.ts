import { expect } from "chai";
import type { Fault } from "../../../local/channel/types";
import { Laboratory, auditEvent, put, refusalOf } from "./support";

describe("faults that a client may not understand", () => {
    const laboratory = new Laboratory();
    afterEach(() => laboratory.stop());
    const faulty = (fault: Fault) => laboratory.start({ intercept: () => fault });

    it("breaks the connection before the request is read, as often as it is told to", async () => {
        const requests: number[] = [];
        const url = await laboratory.start({ breaks: (number) => requests.push(number) < 2 });
        expect(await refusalOf(put(url, [auditEvent("a")]))).to.have.property("code", "ECONNRESET");
        expect((await put(url, [auditEvent("a")])).successful).to.have.lengthOf(1);
        expect([requests, laboratory.accepted.length]).to.deep.equal([[1, 2], 1]);
    });

    it("sends half of the answer", async () => {
        const url = await faulty({ reset: "withinAnswer" });
        const error = await refusalOf(put(url, [auditEvent("a")]));
        expect(error.message).to.match(/^aborted/);
        expect(laboratory.accepted).to.have.lengthOf(1);
    });

    it("answers what is not true", async () => {
        const url = await faulty({
            rewrite: ({ successful }) => ({ successful: [...successful, ...successful], failed: [] }),
        });
        const { successful } = await put(url, [auditEvent("a")]);
        expect(successful.map(({ id }) => id)).to.deep.equal(["a", "a"]);
        expect(laboratory.accepted).to.have.lengthOf(1);
    });

    it("accepts, and takes its time to say so", async () => {
        const url = await faulty({ answerDelayMs: 40 });
        const start = performance.now();
        const answer = put(url, [auditEvent("a")]);
        while (laboratory.accepted.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
        await answer;
        expect(performance.now() - start).to.be.greaterThan(38);
    });
});
