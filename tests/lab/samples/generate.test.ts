import { expect } from "chai";
import { isIP } from "node:net";
import { generateEvents } from "../../../lab/samples/generate";
import { readSamples } from "../../../lab/samples/samples";
import { idOf } from "../../../local/run/reconcile";
import { parse, type SampleEvent } from "./parse";

const now = new Date("2031-01-02T03:04:05.678Z");
const take = (count: number, seed = 7) => [...generateEvents(count, { seed, now })];

describe("generateEvents", () => {
    const samples = readSamples().map(parse);
    const twoRounds = take(2 * samples.length).map(parse);

    it("makes exactly as many events as asked for, all different", () => {
        for (const count of [0, 1, 2000]) {
            const lines = take(count);
            expect(lines).to.have.lengthOf(count);
            expect(new Set(lines.map(idOf))).to.have.lengthOf(count);
            expect(new Set(lines.map((line) => parse(line).id))).to.have.lengthOf(count);
        }
    });

    it("makes the same events of the same seed, and others of another", () => {
        expect(take(700)).to.deep.equal(take(700));
        const ids = new Set(take(700).map(idOf));
        expect(take(700, 8).filter((line) => ids.has(idOf(line)))).to.deep.equal([]);
    });

    it("keeps the samples' types and keys in their sequence, round after round", () => {
        const shape = ({ detail }: SampleEvent) => [detail.event_type_id, ...Object.keys(detail)].join();
        expect(twoRounds.map(shape)).to.deep.equal([...samples, ...samples].map(shape));
    });

    it("keeps awkward ids awkward", () => {
        const odd = (events: SampleEvent[]) =>
            events.filter(
                ({ detail: { uuid } }) => typeof uuid === "string" && /[^-_A-Za-z0-9]|^$|.{129}/.test(uuid),
            ).length;
        expect(odd(twoRounds)).to.equal(2 * odd(samples));
    });

    it("writes one id where the sample has one id twice", () => {
        for (const { detail } of twoRounds.filter(({ detail }) => detail.uuid && detail.create)) {
            expect(detail.create).to.deep.equal({ _id: detail.uuid });
        }
    });

    it("spreads the times over a day's length that ends now, in order", () => {
        const times = take(5000).map((line) => Date.parse(parse(line).time));
        expect(new Date(times[times.length - 1]).toISOString()).to.equal("2031-01-02T03:04:05.000Z");
        expect(times).to.deep.equal([...times].sort((a, b) => a - b));
        expect(times[times.length - 1] - times[0]).to.be.within(12 * 3600_000, 24 * 3600_000);
    });

    it("keeps an address's events together: what is one address in the samples is one in a round", () => {
        const failed = (events: SampleEvent[]) =>
            new Set(
                events
                    .filter(({ detail }) => detail.event_type_id === 6 && detail.user_name === "Samir Benali")
                    .map(({ detail }) => detail.ipaddr),
            );
        const [first, second] = [twoRounds.slice(0, samples.length), twoRounds.slice(samples.length)].map(
            failed,
        );
        expect(first).to.have.lengthOf(1);
        expect(second).to.have.lengthOf(1);
        expect(first).not.to.deep.equal(second);
    });

    it("keeps an address an address, in its network, and what is none as it is", () => {
        const network = (address: string) => address.replace(/[^.:]+$/, "");
        for (const [index, { detail }] of take(30 * samples.length)
            .map(parse)
            .entries()) {
            const [before, after] = [samples[index % samples.length].detail, detail].map((one) =>
                String(one.ipaddr),
            );
            expect(isIP(after), `${before} is ${after}`).to.equal(isIP(before));
            expect(isIP(before) > 0 ? network(after) : after).to.equal(
                isIP(before) > 0 ? network(before) : before,
            );
        }
    });

    it("takes the events to another source, account and Region", () => {
        const place = {
            source: "aws.partner/onelogin.com/EU-1/0a",
            account: "444455556666",
            region: "eu-west-1",
        };
        for (const line of [...readSamples({ now, place }), ...generateEvents(400, { now, place })]) {
            expect(parse(line)).to.include(place);
        }
    });
});
