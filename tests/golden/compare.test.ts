import { expect } from "chai";
import { differing, disruptions, messageOf, objections } from "./compare";
import type { Graph } from "./graph";

const queueType = "aws:sqs/queue:Queue";

/** One component with three children, and a queue of the consumer's. */
function graph(change: (graph: Graph) => void = () => undefined): Graph {
    const made: Graph = {
        lake: { type: "onelogin-cloudtrail-lake:index:OneLoginCloudTrailLake", inputs: {} },
        "lake-queue": { type: queueType, parent: "lake", inputs: { maxMessageSize: 1 } },
        "lake-rule": {
            type: "aws:cloudwatch/eventRule:EventRule",
            parent: "lake",
            inputs: { eventBusName: "bus", description: "before" },
        },
        "lake-channel": {
            type: "aws-native:cloudtrail:Channel",
            parent: "lake",
            inputs: { source: "OneLogin", name: "one" },
        },
        mine: { type: queueType, inputs: { name: "mine" } },
    };
    change(made);
    return made;
}

function rename(from: string, to: string, aliases?: Graph[string]["aliases"]): Graph {
    return graph((now) => {
        now[to] = { ...now[from], ...(aliases && { aliases }) };
        delete now[from];
    });
}

const bare = rename("lake-queue", "lake-buffer");
const gentle = rename("lake-queue", "lake-buffer", [{ name: "lake-queue" }]);
const rebound = graph((now) => (now["lake-rule"].inputs.eventBusName = "other"));

const found: [string, Graph, ...string[]][] = [
    ["a suffix", bare, "lake-queue is gone: lake-buffer is new, of the same type"],
    [
        "a parent",
        graph((now) => delete now["lake-queue"].parent),
        'lake-queue is replaced: its parent was "lake", is none',
    ],
    [
        "a type",
        graph((now) => (now["lake-queue"].type = "aws-native:sqs:Queue")),
        `lake-queue is replaced: its type was "${queueType}", is "aws-native:sqs:Queue"`,
    ],
    [
        "a child less",
        graph((now) => delete now["lake-rule"]),
        "lake-rule is gone: users' own would be deleted",
    ],
    ["an input that replaces", rebound, 'lake-rule is replaced: its eventBusName was "bus", is "other"'],
    [
        "an input that replaces in aws-native, no longer given",
        graph((now) => delete now["lake-channel"].inputs.source),
        'lake-channel is replaced: its source was "OneLogin", is none',
    ],
    ["a suffix, with an alias", gentle, "lake-queue has an alias: it is lake-buffer now"],
    [
        "a parent, with an alias",
        graph((now) => {
            now["lake-queue"].aliases = [{ parent: "lake" }];
            now["lake-queue"].parent = "lake-rule";
        }),
        'lake-queue has an alias: its parent was "lake", is "lake-rule"',
    ],
    ["not the same graph", graph()],
    ["not another input", graph((now) => (now["lake-queue"].inputs.maxMessageSize = 2))],
    ["not an option", graph((now) => (now["lake-queue"].options = { protect: true }))],
    ["not a child more", graph((now) => (now["lake-more"] = { ...now["lake-queue"] }))],
    ["not what is the consumer's own", rename("mine", "yours")],
];

describe("golden files: what an upgrade would replace or rename", () => {
    for (const [what, now, ...texts] of found)
        it(what, () => {
            const lines = disruptions(graph(), now).map(({ name, text }) => `${name} ${text}`);
            expect(lines).to.deep.equal(texts);
        });

    it("shows the resources that are not the same, and no others", () => {
        expect(Object.keys(differing(graph(), rebound))).to.deep.equal(["lake-rule"]);
        expect(differing(rename("mine", "yours"), graph())).to.have.all.keys("yours");
    });

    it("says what to do", () => {
        const message = messageOf("x.json", disruptions(graph(), bare));
        expect(message).to.include("  - lake-queue is gone").and.to.include("npm run golden");
        expect(messageOf("x.json", [])).to.match(/^x.json is not what .* npm run golden$/);
    });

    it("is accepted with an alias, if one can spare it, and an entry among the next version's changes", () => {
        const silent =
            "# Changelog\n\n## [0.2.0]\n\n- Nothing.\n\n## [0.1.0]\n\n- The `queue`, the `rule`.\n";
        const telling = silent.replace("Nothing.", "The `queue` is called `buffer`; `rule` is replaced.");
        const count = (now: Graph, changelog: string) =>
            objections(disruptions(graph(), now), changelog).length;
        expect([count(bare, silent), count(bare, telling)]).to.deep.equal([2, 1]);
        expect([count(gentle, silent), count(gentle, telling)]).to.deep.equal([1, 0]);
        expect([count(rebound, silent), count(rebound, telling)]).to.deep.equal([1, 0]);
        expect(count(graph(), silent)).to.equal(0);
    });
});
