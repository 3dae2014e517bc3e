import { expect } from "chai";
import { objections } from "./accept";
import { differing, disruptions, messageOf } from "./compare";
import type { Graph } from "./graph";

const component = "onelogin-cloudtrail-lake:index:OneLoginCloudTrailLake";
const queueType = "aws:sqs/queue:Queue";
const channelType = "aws-native:cloudtrail:Channel";

/** One component with three children, and a queue of the consumer's. */
function graph(): Graph {
    return {
        lake: { type: component, inputs: {} },
        "lake-queue": { type: queueType, parent: "lake", inputs: { maxMessageSize: 1 } },
        "lake-rule": {
            type: "aws:cloudwatch/eventRule:EventRule",
            parent: "lake",
            inputs: { eventBusName: "bus", description: "before" },
        },
        "lake-channel": {
            type: channelType,
            parent: "lake",
            options: { replaceOnChanges: ["source"] },
            inputs: { source: "OneLogin", name: "one" },
        },
        mine: { type: queueType, inputs: { name: "mine" } },
    };
}

/** The graph after a change of it. */
function changed(change: (graph: Graph) => void): Graph {
    const result = graph();
    change(result);
    return result;
}

function rename(from: string, to: string, aliases?: Graph[string]["aliases"]): Graph {
    return changed((now) => {
        now[to] = { ...now[from], ...(aliases && { aliases }) };
        delete now[from];
    });
}

function textsOf(now: Graph): string[] {
    return disruptions(graph(), now).map(({ name, text }) => `${name} ${text}`);
}

describe("golden files: what an upgrade would replace or rename", () => {
    const replacing: [string, Graph, string][] = [
        [
            "a suffix",
            rename("lake-queue", "lake-buffer"),
            "lake-queue is gone; lake-buffer is new, of the same type",
        ],
        [
            "a parent",
            changed((now) => delete now["lake-queue"].parent),
            "lake-queue is replaced: its parent was lake, is none",
        ],
        [
            "a type",
            changed((now) => (now["lake-queue"].type = "aws-native:sqs:Queue")),
            `lake-queue is replaced: its type was ${queueType}, is aws-native:sqs:Queue`,
        ],
        [
            "a child less",
            changed((now) => delete now["lake-rule"]),
            "lake-rule is gone: users' own would be deleted",
        ],
        [
            "an input that replaces",
            changed((now) => (now["lake-rule"].inputs.eventBusName = "other")),
            'lake-rule is replaced: its eventBusName was "bus", is "other"',
        ],
        [
            "an input that replaces, given for the first time",
            changed((now) => (now["lake-queue"].inputs.fifoQueue = true)),
            "lake-queue is replaced: its fifoQueue was none, is true",
        ],
        [
            "another Region",
            changed((now) => (now["lake-queue"].inputs.region = "eu-west-1")),
            'lake-queue is replaced: its region was none, is "eu-west-1"',
        ],
        [
            "an input that replaces by what aws-native says",
            changed((now) => (now["lake-channel"].inputs.source = "Custom")),
            'lake-channel is replaced: its source was "OneLogin", is "Custom"',
        ],
        [
            "a suffix, with an alias",
            rename("lake-queue", "lake-buffer", [{ name: "lake-queue" }]),
            "lake-queue has an alias: it is lake-buffer now",
        ],
        [
            "a suffix, with a URN as its alias",
            rename("lake-queue", "lake-buffer", [`urn:pulumi:s::p::${component}$${queueType}::lake-queue`]),
            "lake-queue has an alias: it is lake-buffer now",
        ],
        [
            "a parent, with an alias",
            changed((now) => {
                now["lake-queue"].aliases = [{ parent: "lake" }];
                now["lake-queue"].parent = "lake-rule";
            }),
            "lake-queue has an alias: its parent was lake, is lake-rule",
        ],
    ];
    for (const [what, now, text] of replacing) it(what, () => expect(textsOf(now)).to.deep.equal([text]));

    it("not what has the name of a resource that was renamed with an alias: its name in AWS stays", () => {
        const target = (queue: string) => ({
            type: "aws:sqs/queuePolicy:QueuePolicy",
            parent: "lake",
            inputs: { queueUrl: `https://sqs/${queue}-1234567` },
        });
        const before = { ...graph(), "lake-queue-policy": target("lake-queue") };
        const now = (aliases?: Graph[string]["aliases"]) => ({
            ...rename("lake-queue", "lake-buffer", aliases),
            "lake-queue-policy": target("lake-buffer"),
        });
        const names = (after: Graph) => disruptions(before, after).map(({ name }) => name);
        expect(names(now([{ name: "lake-queue" }]))).to.deep.equal(["lake-queue"]);
        expect(names(now())).to.deep.equal(["lake-queue", "lake-queue-policy"]);
    });

    const harmless: [string, Graph][] = [
        ["nothing", graph()],
        ["another input", changed((now) => (now["lake-queue"].inputs.maxMessageSize = 2))],
        ["an option", changed((now) => (now["lake-queue"].options = { protect: true }))],
        ["a child more", changed((now) => (now["lake-more"] = { ...now["lake-queue"] }))],
        ["what is the consumer's own", rename("mine", "yours")],
    ];
    for (const [what, now] of harmless) it(`not ${what}`, () => expect(textsOf(now)).to.deep.equal([]));

    it("shows the resources that are not the same, and no others", () => {
        const now = changed((after) => (after["lake-queue"].inputs.maxMessageSize = 2));
        expect(Object.keys(differing(graph(), now))).to.deep.equal(["lake-queue"]);
        expect(differing(rename("mine", "yours"), graph())).to.have.all.keys("yours");
    });

    it("is told with what to do", () => {
        const found = disruptions(graph(), rename("lake-queue", "lake-buffer"));
        expect(messageOf("x.json", found)).to.equal(
            "this would replace or rename 1 resource for every user (x.json):\n" +
                "  - lake-queue is gone; lake-buffer is new, of the same type\n" +
                "Keep what there was. Where that cannot be, it has to come with an alias (`aliases` among the child's options,\n" +
                "where name, type or parent changed) and an entry in CHANGELOG.md that names it; then: npm run golden",
        );
        expect(messageOf("x.json", [])).to.equal(
            "x.json is not what the program registers any more. Is the change wanted? Then: npm run golden",
        );
    });
});

describe("golden files: what is accepted", () => {
    const silent = "# Changelog\n\n## [0.2.0]\n\n- Nothing.\n\n## [0.1.0]\n\n- The `queue` and the `rule`.\n";
    const telling = silent.replace("Nothing.", "The `queue` is called `buffer`.");
    const alias = [{ name: "lake-queue" }];

    it("a rename needs an alias and an entry among the next version's changes", () => {
        const bare = disruptions(graph(), rename("lake-queue", "lake-buffer"));
        const what = "lake-queue is gone; lake-buffer is new, of the same type";
        const entry = "tell users, in the first section of CHANGELOG.md; name it `queue`";
        expect(objections(bare, silent)).to.deep.equal([
            `${what}: give its successor an alias`,
            `${what}: ${entry}`,
        ]);
        expect(objections(bare, telling)).to.deep.equal([`${what}: give its successor an alias`]);
        const gentle = disruptions(graph(), rename("lake-queue", "lake-buffer", alias));
        expect(objections(gentle, silent)).to.deep.equal([
            `lake-queue has an alias: it is lake-buffer now: ${entry}`,
        ]);
        expect(objections(gentle, telling)).to.deep.equal([]);
    });

    it("a replacement that no alias can spare needs an entry", () => {
        const now = changed((graph) => (graph["lake-rule"].inputs.eventBusName = "other"));
        expect(objections(disruptions(graph(), now), silent)).to.have.length(1);
        expect(
            objections(disruptions(graph(), now), silent.replace("Nothing", "`rule` is replaced")),
        ).to.deep.equal([]);
    });

    it("anything else is", () => expect(objections([], silent)).to.deep.equal([]));
});
