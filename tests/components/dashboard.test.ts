import { expect } from "chai";
import { dashboardBody } from "../../components/dashboard";
import { knownMetrics } from "../support/metrics";
import { enough, recordLake } from "../support/pulumi/component";

interface Widget {
    height: number;
    width: number;
    x: number;
    y: number;
    properties: { title: string; region: string; metrics: [string, string, ...unknown[]][] };
}

function widgetsOf(body: string): Widget[] {
    return (JSON.parse(body) as { widgets: Widget[] }).widgets;
}

async function bodyOf(args: object): Promise<string> {
    const recording = await recordLake({ ...enough, ...args, dashboard: {} });
    expect(recording.errors).to.deep.equal([]);
    return recording.named("lake-dashboard").inputs.dashboardBody as string;
}

/** What says where something stands has its keys in order, at every depth. */
function expectSorted(value: unknown): void {
    if (typeof value !== "object" || value === null) return;
    if (!Array.isArray(value)) expect(Object.keys(value)).to.deep.equal(Object.keys(value).sort());
    Object.values(value).forEach(expectSorted);
}

const programs: [string, object, graphs: number][] = [
    ["buffered", {}, 9],
    ["direct", { delivery: { mode: "direct" } }, 9],
    ["both", { destinations: ["cloudtrail-lake", "s3"] }, 15],
];

describe("the dashboard", () => {
    for (const [title, args, graphs] of programs) {
        it(`shows metrics that there are, in widgets that do not overlap, ${title}`, async () => {
            const known = await knownMetrics();
            const body = await bodyOf(args);
            const widgets = widgetsOf(body);
            expect(widgets).to.have.length(graphs);
            for (const { properties, x, width } of widgets) {
                expect(properties.region).to.equal("us-east-1");
                expect(x + width).to.be.at.most(24);
                for (const [namespace, name, ...dimensions] of properties.metrics) {
                    expect(known, properties.title).to.include(`${namespace} ${name}`);
                    // Names and values, and how the values are put together.
                    expect(dimensions.length % 2, name).to.equal(1);
                    expect(dimensions, name).not.to.include(undefined);
                }
            }
            const places = widgets.map(({ x, y }) => `${x} ${y}`);
            expect(new Set(places).size).to.equal(widgets.length);
            expect(new Set(widgets.map(({ properties }) => properties.title)).size).to.equal(widgets.length);
            expectSorted(JSON.parse(body));
        });
    }

    it("is the same text for the same names, in whatever order they come", () => {
        const unit = { title: "S3", functionName: "f", deadLetterQueueName: "d", queueName: "q" };
        const names = { busName: "default", ruleName: "r", region: "us-east-1", units: [unit] };
        const turned = Object.fromEntries(Object.entries(names).reverse()) as typeof names;
        turned.units = [Object.fromEntries(Object.entries(unit).reverse()) as typeof unit];
        expect(dashboardBody(turned)).to.equal(dashboardBody(names));
    });
});
