import { expect } from "chai";
import { alarmsActions, watchAlarms, wrongAlarms } from "../../../lab/faults/alarms";
import { runFault, type Report, type RunOptions } from "../../../lab/faults/laboratory";
import { faultNamed } from "../../../lab/faults/table";
import type { FaultCase, Mode } from "../../../lab/faults/types";
import { generateEvents } from "../../../lab/samples/generate";
import { readSamples } from "../../../lab/samples/samples";
import { deployStack } from "../../../lab/stack";
import { withUnits, type Deployment, type QueueSettings } from "../../../local/deploy/deployment";
import { startPipeline, type Pipeline, type PipelineOptions } from "../../../local/run/pipeline";
import { timeScale } from "../../../local/run/time";

const toBoth = { destinations: ["cloudtrail-lake", "s3"], s3DeliveryBatchWindowSeconds: 5 };
const minute = 60_000;

/** Lets a pipeline run, and lists which alarms have fired at each look at them. */
async function watched(
    changes: Record<string, unknown>,
    work: (pipeline: Pipeline, look: () => void) => Promise<void>,
    {
        alter = (deployment) => deployment,
        ...options
    }: PipelineOptions & { alter?: (deployment: Deployment) => Deployment } = {},
): Promise<string[][]> {
    const deployment = alter(await deployStack({ alarmsActions, ...changes }));
    const pipeline = await startPipeline(deployment, { clockSpeed: timeScale, ...options });
    try {
        const firedAlarms = watchAlarms(deployment, pipeline);
        const looks: string[][] = [];
        await work(pipeline, () =>
            looks.push(
                deployment.units.flatMap(({ destination }) =>
                    firedAlarms(destination).map((name) => `${destination}: ${name}`),
                ),
            ),
        );
        return looks;
    } finally {
        await pipeline.stop();
    }
}

/** The sample day, one hour after the other. */
async function playDay(pipeline: Pipeline): Promise<void> {
    const { clock } = pipeline.metrics;
    const hours = Map.groupBy(readSamples(), (event) =>
        Math.floor(Date.parse((JSON.parse(event) as { time: string }).time) / (60 * minute)),
    );
    const first = Math.min(...hours.keys());
    const began = clock.now();
    for (const [hour, events] of [...hours].sort(([one], [other]) => one - other)) {
        pipeline.pass(Math.round((began - clock.now()) / minute) + (hour - first) * 60);
        await pipeline.put(events);
        await pipeline.drain();
    }
}

/** The sample day, on which each function dies once at noon, and a day without an event. Looks twice. */
function watchDay(): Promise<string[][]> {
    let [noon, killed] = [Infinity, 0];
    let now = Date.now;
    return watched(
        toBoth,
        async (pipeline, look) => {
            ({ now } = pipeline.metrics.clock);
            noon = now() + 8 * 60 * minute;
            await playDay(pipeline);
            look();
            // CloudWatch looks two hours further back for values than the 24 hours that it judges.
            pipeline.pass(27 * 60);
            look();
        },
        { functions: { intercept: () => (now() > noon && killed++ < 2 ? { kill: "before" } : undefined) } },
    );
}

/** Dies at each invocation during most of an outage. */
const dying: FaultCase = {
    name: "dying",
    what: "the function dies whenever it is invoked, for half an hour",
    ends: { buffered: "lake", s3: "lake" },
    alarms: ["errors", "stuck"],
    // Messages come again after a quarter of the usual time: often enough for an alarm that looks at five minutes.
    settings: () => ({ forwarderTimeoutSeconds: 15 }),
    inject({ ids, markAffected, outage }) {
        let end: number | undefined;
        return {
            invocations() {
                if (Date.now() > (end ??= Date.now() + outage * 0.75)) return undefined;
                markAffected(ids);
                return { kill: "before" };
            },
        };
    },
};

/** An event an hour, three times, with each unit and the raw event log as they are altered. */
function hourly(
    alter: (deployment: Deployment) => Deployment,
    changes: Record<string, unknown> = {},
): Promise<string[][]> {
    return watched(
        changes,
        async (pipeline, look) => {
            for (const event of generateEvents(3, { seed: 1 })) {
                await pipeline.put([event]);
                await pipeline.drain();
                pipeline.pass(60);
            }
            look();
        },
        { alter },
    );
}

const withoutPolicy = <Q extends QueueSettings>(queue: Q): Q => ({ ...queue, policy: undefined });

const altered: [
    what: string,
    alter: (deployment: Deployment) => Deployment,
    fires: string[],
    changes?: Record<string, unknown>,
][] = [
    [
        "the queue lets EventBridge in no more",
        (all) => withUnits(all, ({ queue }) => ({ queue: queue && withoutPolicy(queue) })),
        ["dead-letters"],
    ],
    [
        "neither queue lets EventBridge in",
        (all) =>
            withUnits(all, ({ queue, deadLetters }) => ({
                queue: queue && withoutPolicy(queue),
                deadLetters: withoutPolicy(deadLetters),
            })),
        ["lost"],
    ],
    [
        "the raw event log lets EventBridge in no more",
        ({ eventLog, ...all }) => ({ ...all, eventLog: eventLog && { ...eventLog, policy: undefined } }),
        ["unlogged"],
    ],
    [
        "Lambda gives up on an event of direct delivery, and cannot dead-letter it",
        (all) => withUnits(all, ({ role }) => ({ role: { ...role, policy: [] } })),
        ["dead-letter-errors", "dropped", "errors"],
        { deliveryMode: "direct" },
    ],
];

describe("the registered alarms, judged as CloudWatch does on what the pipeline reports", function () {
    this.timeout(300_000);
    const options: RunOptions = { events: 30, seed: 1, outageSeconds: 2400, clockSpeed: 320 };
    const faults: [fault: FaultCase, mode: Mode, both: boolean][] = [
        [faultNamed("credentials-expired"), "buffered", true],
        [faultNamed("s3-kms-key-disabled"), "s3", true],
        [dying, "s3", false],
    ];
    let reports: Promise<Report>[];
    let day: Promise<string[][]>;
    let hours: Promise<string[][]>[];
    // All at once: they mostly wait.
    before(() => {
        reports = faults.map(([fault, mode, both]) => runFault(fault, mode, { ...options, both }));
        day = watchDay();
        hours = altered.map(([, alter, , changes]) => hourly(alter, changes));
    });

    it("are quiet on the sample day and while the functions die once, and fire when nothing comes for a day", async () => {
        const [evening, nextEvening] = await day;
        expect(evening).to.deep.equal([]);
        expect(nextEvening).to.deep.equal(["cloudtrail-lake: silent", "s3: silent"]);
    });

    for (const [index, [{ alarms = [], what }]] of faults.entries())
        it(`fire for one destination alone: ${alarms.join(" and ")}, if ${what}`, async () => {
            const report = await reports[index];
            expect(report.faults).to.deep.equal([]);
            expect(report.alarms).to.include.members(alarms);
        });

    for (const [index, [what, , fires]] of altered.entries())
        it(`say ${fires.join()}, if ${what}`, async () => {
            const expected = fires.map((name) => `cloudtrail-lake: ${name}`);
            expect(await hours[index]).to.deep.equal([expected]);
        });
});

describe("the laboratory's judgement of alarms", () => {
    const judgements: [
        expected: string[],
        fired: string[],
        outageMinutes: number,
        lasted: number,
        wrong: string[],
    ][] = [
        [["stuck", "waiting"], ["stuck", "waiting"], 60, 70, []],
        [["stuck", "waiting"], ["stuck"], 60, 70, ["the alarm waiting did not fire"]],
        [["stuck", "waiting"], [], 10, 20, []],
        [["stuck", "waiting"], ["waiting"], 10, 20, ["the alarm waiting fired"]],
        [[], ["stuck"], 60, 30, []],
        [["errors"], ["errors"], 40, 24, []],
        [["dead-letters"], [], 10, 20, ["the alarm dead-letters did not fire"]],
        [[], ["dead-letters"], 60, 70, ["the alarm dead-letters fired"]],
    ];
    for (const [expected, fired, outageMinutes, lasted, wrong] of judgements)
        it(`of ${fired.join() || "none"} in ${lasted} minutes, where ${expected.join() || "none"} should, is ${wrong.join() || "good"}`, () =>
            expect(wrongAlarms(expected, fired, outageMinutes, lasted)).to.deep.equal(wrong));
});
