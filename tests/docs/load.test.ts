import { expect } from "chai";
import { charts } from "../../lab/load/charts";
import { documents, upToDate } from "../../lab/load/documents";
import { deliveriesIn } from "../../lab/load/model";
import data from "../../lab/load/prices.json";
import { readResults } from "../../lab/load/results";
import { assumptions, markdown, prices, tables } from "../../lab/load/tables";
import { defaults } from "../../components/inputs/settings";
import { visibilityTimeout } from "../../components/timing";
import { timeScale } from "../../local/run/time";
import { readText } from "./documents";

const results = readResults();
const page = readText("docs/load.md");
const prose = page.replace(/\s+/g, " ");

describe("the documents: what npm run load found", () => {
    for (const name of documents) {
        it(`${name} has the figures of docs/load.json`, () => {
            const text = readText(name);
            expect(upToDate(text, results), "npm run load -- --draw").to.equal(text);
        });
    }

    for (const [name, made] of [
        ...Object.entries(tables).map(([name, make]) => [name, make(results)] as const),
        ["prices", prices()] as const,
        ["assumptions", assumptions()] as const,
    ]) {
        it(`docs/load.md has the table of ${name}`, () => {
            expect(page).to.include(markdown(made));
        });
    }

    for (const [name, svg] of Object.entries(charts(results))) {
        it(`docs/${name} shows it`, () => {
            expect(readText(`docs/${name}`), "npm run load -- --draw").to.equal(svg);
            expect(page).to.include(`](${name})`);
        });
    }

    it("every case lost nothing", () => {
        for (const { lost, deadLettered, leftInQueue } of Object.values(results.cases))
            expect([lost, deadLettered, leftInQueue]).to.deep.equal([0, 0, 0]);
        expect(results.memory.at(-1)?.holds).to.equal(true);
    });
});

describe("docs/load.md: the figures in its text", () => {
    const { batchSize, batchWindowSeconds, maxConcurrency, maxReceiveCount } = defaults.delivery;
    const { memorySize, timeoutSeconds } = defaults.forwarder;

    it("are the component's defaults", () => {
        expect([batchSize, memorySize, maxConcurrency]).to.deep.equal([100, 256, 10]);
        expect(prose).to.include("batches of 100, 256 MB, ten functions at a time");
        expect(prose).to.include(`The default of ${memorySize} MB`);
    });

    it("are how often an outage delivers", () => {
        const pause = visibilityTimeout(timeoutSeconds, batchWindowSeconds);
        expect(prose).to.include(
            `again after ${pause} seconds: at most ${deliveriesIn(3600).most} times in an hour, ` +
                `and only after ${maxReceiveCount} times`,
        );
        expect(prose).to.include(`For the same ${pause} seconds`);
    });

    it("are what was compressed", () => {
        expect(results.timeScale).to.equal(timeScale);
        expect(prose).to.include(
            `**Compressed**: waiting, ${timeScale} times. The minute in which 20,000 events come lasts ` +
                `${60 / timeScale} seconds here, the hour of the outage ${3600 / timeScale}`,
        );
    });

    it("are of these events, this Region and this GB", () => {
        const { eventBytes } = results.cases.outage;
        expect(prose).to.include(`have ${(eventBytes / 1000).toFixed(1)} kB on the average`);
        expect(prose).to.include(`US dollars for a million events, in ${data.region}:`);
        expect(prose).to.include(`A GB is ${data.gigabyte.toLocaleString("en-US")} bytes`);
    });
});
