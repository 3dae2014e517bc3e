import { asset } from "@pulumi/pulumi";
import { expect } from "chai";
import { unitOf, withUnits, type Deployment } from "../../../local/deploy/deployment";
import { runFault } from "../../../lab/faults/laboratory";
import { faultNamed } from "../../../lab/faults/table";
import type { FaultCase } from "../../../lab/faults/types";

const options = { events: 40, seed: 1, outageSeconds: 600 };

type Change = [from: string, to: string];

/** The function with something in its text replaced. */
async function broken(deployment: Deployment, changes: Change[]): Promise<Deployment> {
    const { function: settings } = unitOf(deployment);
    const assets = (await settings.code.assets) as Record<string, asset.StringAsset>;
    const [[name, file]] = Object.entries(assets);
    let text = await file.text;
    for (const [from, to] of changes) {
        expect(text.split(from), `the function's text holds once: ${from}`).to.have.length(2);
        text = text.replace(from, to);
    }
    const code = new asset.AssetArchive({ [name]: new asset.StringAsset(text) });
    return withUnits(deployment, () => ({ function: { ...settings, code } }));
}

/** The first call's events are refused, and the answer doesn't say so. */
const lying: FaultCase = {
    name: "lying",
    what: "events are refused, and the answer doesn't say so",
    ends: { buffered: "lake" },
    inject: ({ ids, markAffected }) => ({
        channel({ number, auditEvents }) {
            if (number > 1) return undefined;
            markAffected(ids);
            const failure = { errorCode: "InternalFailure", errorMessage: "m" };
            const failures = Object.fromEntries(auditEvents.map(({ id }) => [id, failure]));
            return { failures, rewrite: () => ({ successful: [], failed: [] }) };
        },
    }),
};

/** Each a mistake that a forwarder like this can make; the fault that shows it; what is found. */
const mistakes: [what: string, changes: Change[], fault: FaultCase, found: RegExp][] = [
    [
        "takes a 200 for the arrival of every event",
        [["const failure = failed.get(id);", "return accepted;"]],
        faultNamed("event-InvalidData-some"),
        /^lost/,
    ],
    [
        "answers with a list of another name",
        [["return { batchItemFailures: returned.map(", "return { batchItemFailure: returned.map("]],
        faultNamed("event-Throttling-all"),
        /^lost/,
    ],
    [
        "gives an event a new id each time",
        [["toId(own);", "toId(own + Date.now());"]],
        faultNamed("connection-reset-after-acceptance"),
        /^invented/,
    ],
    [
        "doesn't split a call that is refused for its content",
        [
            [
                'return events.map(() => ({ kind: "retry", reason, failure }));',
                'return events.map(() => ({ kind: "rejected", reason, errorCode: "e", errorMessage: "m" }));',
            ],
        ],
        faultNamed("poison-ValidationException"),
        /^dead-lettered though nothing touched it/,
    ],
    [
        "doesn't mind that dead-lettering failed",
        [['return { kind: "retry", reason: "DeadLetterQueue:" + textOf(error) };', "return rejection;"]],
        faultNamed("dead-letter-send-refused"),
        /^lost/,
    ],
    [
        "dead-letters without a reason",
        [["MessageAttributes: attributes(", "Other: attributes("]],
        faultNamed("event-InvalidData-some"),
        /^dead-lettered, but not as it should be/,
    ],
    [
        "waits for its calls as long as they take",
        [["abort.abort();", "return;"]],
        faultNamed("answer-slower-than-the-timeout"),
        /^the forwarder sent nothing back itself/,
    ],
];

describe("the fault laboratory finds", function () {
    this.timeout(300_000);

    for (const [what, changes, fault, found] of mistakes) {
        it(`a forwarder that ${what}`, async () => {
            const { faults } = await runFault(fault, "buffered", options, (deployment) =>
                broken(deployment, changes),
            );
            expect(faults.join("\n")).to.match(new RegExp(found.source, "m"));
        });
    }

    it("nothing in an honest forwarder, that the same lie can't deceive, but that it takes its time", async () => {
        const { faults } = await runFault({ ...lying, recoversWithin: 0 }, "buffered", options);
        expect(faults.join("\n")).to.match(/^recovered after [1-9]\d* s, not 0 s$/);
    });

    it("a service that swallows what it says it took", async () => {
        const swallowing: FaultCase = {
            ...lying,
            inject: ({ ids, markAffected }) => ({
                channel({ auditEvents }) {
                    markAffected(ids);
                    const successful = auditEvents.map(({ id }) => ({ id, eventID: id }));
                    const failures = {
                        [auditEvents[0].id]: { errorCode: "InvalidData", errorMessage: "m" },
                    };
                    return { failures, rewrite: () => ({ successful, failed: [] }) };
                },
            }),
        };
        const { lost, faults } = await runFault(swallowing, "buffered", options);
        expect(lost).to.be.at.least(1);
        expect(faults.join("\n")).to.match(/^lost: /m);
    });

    it("a fault that never happens", async () => {
        const idle: FaultCase = { ...lying, again: "some", inject: () => ({}) };
        expect((await runFault(idle, "buffered", options)).faults).to.deep.equal([
            "the fault never happened",
            "no event had to be delivered again: too weak a fault",
        ]);
    });

    it("events that come late though nothing touched them", async () => {
        const late: FaultCase = {
            ...lying,
            firstPass: true,
            inject: ({ ids, markAffected }) => ({
                invocations(number) {
                    if (number > 1) return undefined;
                    markAffected([ids[0]]);
                    return { kill: "before" };
                },
            }),
        };
        const { faults } = await runFault(late, "buffered", options);
        expect(faults.join("\n")).to.match(/^not with the first delivery/m);
    });
});
