import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { anchorOf } from "../../docs/.vitepress/anchors";
import { schemas } from "../support/providers/schemas";
import { readText } from "../docs/documents";
import { knownMetrics } from "../support/metrics";
import { enough, topic } from "../support/pulumi/component";
import { record } from "../support/pulumi/recorder";
import { OneLoginCloudTrailLake } from "../../components";
import type { OneLoginCloudTrailLakeArgs } from "../../components";
import type { AlarmInputs } from "../../local/cloudwatch/alarm";

interface RegisteredAlarm extends AlarmInputs {
    alarmDescription: string;
    alarmActions: string[];
    okActions: string[];
}

/** The alarms of a component with these arguments, as they are registered, by their names. */
async function recordAlarms(
    args: object = {},
    alarms: object = {},
    name = "lake",
): Promise<Record<string, RegisteredAlarm>> {
    const given = { ...enough, ...args, alarms: { actions: [topic], ...alarms } };
    const { errors, registrations } = await record(
        () => new OneLoginCloudTrailLake(name, given as OneLoginCloudTrailLakeArgs),
    );
    if (errors.length > 0) throw new Error(errors.join("\n"));
    const ofAlarms = registrations.filter(({ type }) => type.endsWith(":MetricAlarm"));
    return Object.fromEntries(ofAlarms.map((one) => [one.name, one.inputs as unknown as RegisteredAlarm]));
}

const unit = ["dead-letters", "errors", "silent"];
const buffered = [...unit, "stuck", "waiting"];
const both = ["cloudtrail-lake", "s3"];
const programs: [string, object, names: string[]][] = [
    ["buffered", {}, ["lost", "unlogged", ...buffered].map((one) => `lake-alarm-${one}`)],
    [
        "direct",
        { delivery: { mode: "direct" } },
        ["lost", "unlogged", ...unit, "dead-letter-errors", "dropped"].map((one) => `lake-alarm-${one}`),
    ],
    [
        "S3",
        { destinations: ["s3"] },
        ["lake-alarm-lost", "lake-alarm-unlogged", ...buffered.map((one) => `lake-s3-alarm-${one}`)],
    ],
    [
        "without the raw event log",
        { destinations: ["s3"], eventLog: { enabled: false } },
        ["lake-alarm-lost", ...buffered.map((one) => `lake-s3-alarm-${one}`)],
    ],
    [
        "both",
        { destinations: both },
        [
            "lake-alarm-lost",
            "lake-alarm-unlogged",
            ...buffered.flatMap((one) => [`lake-alarm-${one}`, `lake-s3-alarm-${one}`]),
        ],
    ],
];

describe("alarms", () => {
    let known: string[];
    before(async () => {
        known = await knownMetrics();
    });

    for (const [title, args, names] of programs) {
        it(`are these, on metrics that there are, ${title}`, async () => {
            const alarms = await recordAlarms(args);
            expect(Object.keys(alarms)).to.have.members(names);
            for (const [name, { namespace, metricName, metricQueries = [] }] of Object.entries(alarms)) {
                const metrics = [
                    ...(metricName === undefined ? [] : [{ namespace, metricName }]),
                    ...metricQueries.flatMap(({ metric }) => metric ?? []),
                ];
                expect(metrics, name).not.to.deep.equal([]);
                for (const metric of metrics)
                    expect(known, name).to.include(`${metric.namespace} ${metric.metricName}`);
            }
        });
    }

    it("are within CloudWatch's limits, with the longest names and the most of each setting", async () => {
        const most = { silenceHours: 168, waitMinutes: 1440 };
        const bus = { eventSourceName: undefined, eventBusName: "b".repeat(256) };
        const name = "n".repeat(44);
        for (const delivery of [{ mode: "direct" }, undefined]) {
            const settings = delivery ? { silenceHours: 168 } : most;
            const destinations = delivery ? undefined : both;
            const alarms = await recordAlarms({ ...bus, delivery, destinations }, settings, name);
            for (const [alarm, inputs] of Object.entries(alarms)) {
                expect(
                    schemas.get("aws:cloudwatch/metricAlarm:MetricAlarm")?.faults(inputs as never),
                    alarm,
                ).to.deep.equal([]);
                const { alarmDescription, evaluationPeriods, metricQueries, period } = inputs;
                expect(alarmDescription.length, alarm).to.be.at.most(1024);
                const seconds = period ?? metricQueries!.find(({ metric }) => metric)!.metric!.period;
                expect(seconds * evaluationPeriods, alarm).to.be.at.most(seconds < 3600 ? 86_400 : 604_800);
            }
        }
    });

    it("say what to run, and where to read on", async () => {
        const headings = [...readText("docs/operations.md").matchAll(/^#+ (.+)$/gm)];
        const anchors = headings.map(([, heading]) => anchorOf(heading));
        const alarms = {
            ...(await recordAlarms()),
            ...(await recordAlarms({ delivery: { mode: "direct" } })),
        };
        expect(Object.keys(alarms)).to.have.length(9);
        for (const { alarmDescription } of Object.values(alarms)) {
            const [text, run, read, ...more] = alarmDescription.split("\n");
            expect(more).to.deep.equal([]);
            expect(text).to.match(/^[A-Z].*\.$/);
            expect(run)
                .to.match(/^Run: aws [a-z]+ [a-z-]+ /)
                .and.not.to.match(/undefined|\[object/);
            expect(anchors).to.include(/^Read: docs\/operations\.md#(.+)$/.exec(read)?.[1]);
        }
    });

    it("look at the queue, the function and the dead letters of their own destination", async () => {
        const alarms = await recordAlarms({ destinations: both });
        const dimensions = (name: string) => alarms[name].dimensions;
        for (const [begin, of] of [
            ["lake-alarm", "lake"],
            ["lake-s3-alarm", "lake-s3"],
        ]) {
            expect(dimensions(`${begin}-silent`)).to.deep.equal({ QueueName: `${of}-queue-1234567` });
            expect(dimensions(`${begin}-waiting`)).to.deep.equal({ FunctionName: `${of}-function-1234567` });
            expect(dimensions(`${begin}-dead-letters`)).to.deep.equal({
                QueueName: `${of}-dead-letters-1234567`,
            });
        }
    });

    it("of a rule on the account's own bus name the rule alone", async () => {
        const { "lake-alarm-lost": own } = await recordAlarms({
            eventSourceName: undefined,
            eventBusName: "default",
        });
        expect(own.dimensions).to.deep.equal({ RuleName: "lake-rule-1234567" });
        const { "lake-alarm-lost": ofPartner } = await recordAlarms();
        expect(ofPartner.dimensions).to.deep.equal({
            EventBusName: enough.eventSourceName,
            RuleName: "lake-rule-1234567",
        });
    });

    it("wait, when they are new, for as long as nothing may come, two days at most; none with 0 hours", async () => {
        for (const [silenceHours, evaluationPeriods, warmUpPeriodDurationInMinutes] of [
            [1, 1, 60],
            [48, 48, 2880],
            [168, 168, 2880],
        ]) {
            const alarms = await recordAlarms({}, { silenceHours });
            expect(alarms["lake-alarm-silent"]).to.include({ evaluationPeriods, period: 3600 });
            expect(alarms["lake-alarm-silent"].warmUpConfiguration).to.deep.equal({
                warmUpPeriodDurationInMinutes,
            });
        }
        expect(await recordAlarms({}, { silenceHours: 0 })).not.to.have.property("lake-alarm-silent");
    });

    it("call everything when they fire, and of that topics and functions when they are over", async () => {
        const lambda = "arn:aws:lambda:us-east-1:123456789012:function:page:live";
        const opsItem = "arn:aws:ssm:us-east-1:123456789012:opsitem:1#CATEGORY=Security";
        const plan = "arn:aws:ssm-incidents::123456789012:response-plan/on-call";
        const actions = [topic, lambda, opsItem, plan];
        for (const [okActions, heard] of [
            [undefined, [topic, lambda]],
            [pulumi.output(false), []],
        ]) {
            for (const alarm of Object.values(await recordAlarms({}, { actions, okActions }))) {
                expect(alarm.alarmActions).to.deep.equal(actions);
                expect(alarm.okActions).to.deep.equal(heard);
            }
        }
    });

    it("take Outputs, and a list that is one", async () => {
        const given = { actions: pulumi.output([topic]), waitMinutes: pulumi.output(42) };
        const { "lake-alarm-waiting": waiting } = await recordAlarms({}, given);
        expect(waiting).to.deep.include({ alarmActions: [topic], threshold: 2520, evaluationPeriods: 9 });
    });
});
