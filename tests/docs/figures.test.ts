import { expect } from "chai";
import { defaults } from "../../components/inputs/settings";
import { visibilityTimeout } from "../../components/timing";
import eventTypes from "../../handler/eventTypes.json";
import { limits } from "../../handler/limits";
import { bodies } from "../../lab/forwarder/events";
import { invokeBatch } from "../support/forwarder";
import { code, readText, section, table } from "./documents";

/** As CloudWatch's embedded metric format declares them. */
interface Metrics {
    Metrics: { Name: string; Unit: string }[];
}

const readme = readText("README.md");
const mapping = section(readme, "How an event is mapped");
const delivery = section(readme, "Delivery").replace(/\s+/g, " ");
const reliability = section(readme, "Reliability").replace(/\s+/g, " ");

function limitOf(name: string): number {
    if (name === "UID") return limits.field.uid;
    if (name === "userIdentity.type") return limits.field.userIdentityType;
    return limits.field[name as keyof typeof limits.field];
}

describe("README: the figures", () => {
    it("are as many event types as are known", () => {
        expect(mapping).to.include(`${eventTypes.length} are known`);
        expect(eventTypes.find(({ id }) => id === 5)?.name).to.equal("USER_LOGGED_INTO_ONELOGIN");
    });

    it("are the fields' limits", () => {
        for (const [fields, limit] of table(mapping, "field")) {
            const bytes = Number.parseInt(limit) * (limit.endsWith(" kB") ? 1000 : 1);
            for (const [, name] of fields.matchAll(/`([^`]+)`/g)) expect(bytes, name).to.equal(limitOf(name));
        }
    });

    it("are what one call carries", () => {
        expect(delivery).to.include(`up to ${limits.call.events} events in a call`);
        expect(delivery).to.include(`a budget of ${limits.call.budgetBytes / 1000} kB`);
    });

    it("are how long the queue holds with the defaults", () => {
        const { batchWindowSeconds, maxReceiveCount, retentionDays } = defaults.delivery;
        const timeout = defaults.forwarder.timeoutSeconds;
        const pause = visibilityTimeout(timeout, batchWindowSeconds);
        const hours = Math.floor((maxReceiveCount * pause) / 3600);
        expect(reliability).to.include(
            `about ${hours} hours (${maxReceiveCount} deliveries, ${pause} seconds apart)`,
        );
        expect(reliability).to.include(`the rest of ${retentionDays} days`);
    });

    it("are those of the sample events", () => {
        const lines = readText("samples/events.jsonl").trim().split("\n").length;
        expect(readme).to.include(`${lines} events from samples/events.jsonl; the rule matched ${lines}`);
    });

    it("are the metrics that the forwarder writes", async () => {
        const { lines } = await invokeBatch(bodies(1));
        const { _aws: embedded } = JSON.parse(lines[0]) as { _aws: { CloudWatchMetrics: Metrics[] } };
        const written = embedded.CloudWatchMetrics.flatMap(({ Metrics }) => Metrics);
        const named = /dimension `FunctionName`: ([^]*?) in seconds/.exec(readme)?.[1] ?? "";
        expect(named.match(/`\w+`/g)).to.deep.equal(written.map(({ Name }) => `\`${Name}\``));
        expect(written.at(-1)?.Unit).to.equal("Seconds");
    });

    it("are the Node versions that it runs on", () => {
        const { engines, version } = JSON.parse(readText("package.json")) as {
            engines: { node: string };
            version: string;
        };
        for (const text of [readme, readText("CONTRIBUTING.md")])
            expect(text).to.include(`Node ${engines.node.replace(">=", "")} or later`);
        expect(readme).to.include(`${version} is not published yet`);
        expect(readText("CHANGELOG.md")).to.include(`## [${version}]`);
    });

    it("are as short a first deployment and a program as promised", () => {
        const first = section(readme, "First deployment");
        expect(code(first, "sh").trim().split("\n")).to.have.length.at.most(10);
        expect(code(first, "ts").trim().split("\n")).to.have.length.at.most(10);
    });
});
