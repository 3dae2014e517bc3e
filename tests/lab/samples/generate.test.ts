import { expect } from "chai";
import { generateEvents, readSamples } from "../../../lab/samples/samples";
import { knownBy, parse, SampleEvent } from "./parse";

const now = new Date("2031-01-02T03:04:05.678Z");
const take = (count: number, seed = 7) => [...generateEvents(count, { seed, now })];

describe("generateEvents", () => {
    const samples = readSamples().map(parse);
    const twoRounds = take(2 * samples.length).map(parse);

    it("makes exactly as many events as asked for, all different", () => {
        const ids = new Set<string>();
        const envelopeIds = new Set<string>();
        let count = 0;
        for (const line of generateEvents(20_000, { seed: 1, now })) {
            const event = parse(line);
            ids.add(knownBy(event));
            envelopeIds.add(event.id);
            count++;
        }
        expect(count).to.equal(20_000);
        expect(ids).to.have.lengthOf(20_000);
        expect(envelopeIds).to.have.lengthOf(20_000);
    });

    it("makes none, or one, too", () => {
        expect(take(0)).to.deep.equal([]);
        expect(take(1)).to.have.lengthOf(1);
    });

    it("makes the same events of the same seed, and others of another", () => {
        expect(take(700)).to.deep.equal(take(700));
        const ids = new Set(take(700).map((line) => knownBy(parse(line))));
        expect(take(700, 8).filter((line) => ids.has(knownBy(parse(line))))).to.deep.equal([]);
    });

    it("keeps the samples' types in their sequence, round after round", () => {
        const types = (events: SampleEvent[]) => events.map(({ detail }) => detail.event_type_id);
        expect(types(twoRounds)).to.deep.equal([...types(samples), ...types(samples)]);
    });

    it("keeps every sample's keys", () => {
        const keys = ({ detail }: SampleEvent) => Object.keys(detail).join();
        expect(twoRounds.slice(samples.length).map(keys)).to.deep.equal(samples.map(keys));
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

    it("takes the events to another source, account and Region", () => {
        const place = {
            source: "aws.partner/onelogin.com/EU-1/0a",
            account: "444455556666",
            region: "eu-west-1",
        };
        for (const line of generateEvents(400, { seed: 1, now, ...place })) {
            expect(parse(line)).to.include(place);
        }
    });

    it("comes from OneLogin's partner source by default", () => {
        expect(twoRounds.every(({ source }) => source.startsWith("aws.partner/onelogin.com/"))).to.be.true;
    });
});
