/** Which of the registered alarms fire on what the pipeline reported, by CloudWatch's rules. */
import { changesOf, type AlarmInputs } from "../../local/cloudwatch/alarm";
import type { Deployment, Destination } from "../../local/deploy/deployment";
import type { Pipeline } from "../../local/run/pipeline";

/** What alarms are to call; here nobody is called. */
export const alarmsActions = ["arn:aws:sns:us-east-1:123456789012:on-call"];

/** Looks at the alarms from now on. The answer lists those of a destination, and the rule's, that have fired. */
export function watchAlarms({ resources }: Deployment, pipeline: Pipeline): (of: Destination) => string[] {
    const { clock, read } = pipeline.metrics;
    const made = clock.now();
    return (destination) => {
        const isOfS3 = destination === "s3";
        return resources
            .filter(({ type }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm")
            .filter(({ name }) => name.includes("-s3-alarm-") === isOfS3 || name.endsWith("-lost"))
            .filter(({ inputs }) =>
                changesOf(inputs as unknown as AlarmInputs, read, made, clock.now()).some(
                    ({ state }) => state === "ALARM",
                ),
            )
            .map(({ name }) => name.replace(/^.*-alarm-/, ""))
            .sort();
    };
}

/** These say that something lasts. */
const lasting = ["errors", "stuck", "waiting"];
/** Minutes: shorter, and none of them may fire; longer, and those that are expected have to. A busy machine is in between. */
const [short, long] = [25, 40];

/** What is wrong with the alarms that fired. */
export function wrongAlarms(
    expected: string[],
    fired: string[],
    outageMinutes: number,
    lasted: number,
): string[] {
    const lasts = (name: string) => lasting.includes(name);
    const missing = expected.filter(
        (name) => !fired.includes(name) && (outageMinutes >= long || !lasts(name)),
    );
    const wrong = fired.filter((name) =>
        expected.includes(name)
            ? lasts(name) && outageMinutes < long && lasted < short
            : !lasts(name) || lasted < short,
    );
    return [
        ...missing.map((name) => `the alarm ${name} did not fire`),
        ...wrong.map((name) => `the alarm ${name} fired`),
    ];
}
