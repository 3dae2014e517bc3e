import { expect } from "chai";
import type { Deployment } from "../../../local/deploy/deployment";
import type { Outcome } from "../../../local/run/unit";
import { alike, delivered, deployed, differing, failures, queried } from "../../../lab/start/report";
import type { Sent } from "../../../lab/start/report";

const sent: Sent = { name: "samples", events: 3, matched: 3, mustMatch: true, problems: [], seconds: 1 };

const outcome: Outcome = {
    destination: "cloudtrail-lake",
    metrics: {
        batches: 1,
        received: 3,
        accepted: 3,
        duplicates: 0,
        retried: 0,
        rejected: 0,
        truncated: 0,
        unknownEventType: 0,
        excluded: 0,
    },
    reconciliation: { lost: [], invented: [], repeated: [], severalRows: [], stored: 3 },
    deadLetters: [],
    leftInQueue: 0,
    kept: 3,
    calls: 1,
    usage: [],
    denied: [],
    log: ["what the function said"],
};

describe("the report of a run", () => {
    it("tells redeliveries that were merged from ids that the lake holds more than once", () => {
        const metrics = { ...outcome.metrics, duplicates: 2 };
        const reconciliation = { ...outcome.reconciliation, severalRows: ["a", "b", "c"] };
        const text = delivered(sent, { ...outcome, metrics, reconciliation });
        expect(text).to.include("among them 2 redeliveries merged");
        expect(text).to.include("the lake holds 3 ids more than once");
        const excluding = { ...outcome, metrics: { ...metrics, excluded: 7 } };
        expect(delivered(sent, excluding)).to.include("7 left out by their type");
        const one = { ...outcome, metrics: { ...metrics, duplicates: 1 } };
        expect(delivered(sent, one))
            .to.include("among them 1 redelivery merged")
            .and.include("1 PutAuditEvents call (");
        expect(delivered(sent, outcome))
            .to.include("0 redeliveries merged")
            .and.not.include("left out")
            .and.not.include("more than once");
    });

    it("says which keys have a placeholder, because they are encrypted", () => {
        const deployment = { pattern: "{}" } as Deployment;
        const text = deployed({ stack: "prod", placeholders: ["channelArn"] }, [], deployment, []);
        expect(text).to.include(
            "\n  channelArn is encrypted in Pulumi.prod.yaml: a placeholder stands for it here.\n",
        );
    });

    it("shows JSON's texts as texts, and other JSON as it is", () => {
        const columns = ["number", "text", "list"].map((name) => ({ name, type: "json" }));
        const rows = [
            ['"83.5"', String.raw`"a\n\u00e9"`, '["a"]'],
            [null, "null", "1.50"],
        ];
        expect(
            queried({ destination: "s3", name: "q", title: "Q", columns, rows }).split("\n").slice(3),
        ).to.deep.equal(['  83.5    a é   ["a"]', "          null  1.50"]);
    });

    it("says what one destination has alone, and how much both have", () => {
        const differences = [
            { destination: "cloudtrail-lake" as const, common: 3, missing: [] },
            { destination: "s3" as const, common: 3, missing: ["a"] },
        ];
        expect(differing(differences)).to.deep.equal(["1 events are not in S3 alone:", "    a"]);
        expect(alike(differences)).to.include("3 ids are in both");
    });

    it("complains of all that is wrong", () => {
        const wrong = {
            reconciliation: { ...outcome.reconciliation, lost: ["a"], invented: ["b"], repeated: ["c"] },
            ...{ leftInQueue: 2, denied: ["User: a is not"] },
        };
        expect(failures({ ...sent, matched: 2 }, { ...outcome, ...wrong })).to.deep.equal([
            "The rule did not match 1 of OneLogin's events.",
            "1 events were lost on their way to CloudTrail Lake:",
            "    a",
            "1 events are in the lake that were never sent:",
            "    b",
            "1 events are in the lake more often than they were sent:",
            "    c",
            "2 messages are still in the queue to CloudTrail Lake.",
            "1 calls were refused by the registered policies:",
            "    User: a is not",
            "The function's log:",
            "    what the function said",
        ]);
    });

    it("shows ten of a long list, and why each was dead-lettered", () => {
        const lost = Array.from({ length: 12 }, (_, index) => `e${index}`);
        expect(
            failures(sent, { ...outcome, reconciliation: { ...outcome.reconciliation, lost } }),
        ).to.include("    … and 2 more");
        const deadLetters = [
            { body: "{}", attributes: { reason: "no", errorCode: "Bad", errorMessage: "why" } },
        ];
        expect(delivered(sent, { ...outcome, deadLetters })).to.include(
            "In the dead-letter queue: 1\n    no · Bad · why",
        );
    });
});
