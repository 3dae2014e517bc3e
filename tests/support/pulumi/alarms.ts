import { record } from "./recorder";
import { enough } from "./component";
import { OneLoginCloudTrailLake } from "../../../components";
import type { OneLoginCloudTrailLakeArgs } from "../../../components";
import type { AlarmInputs } from "../../../local/cloudwatch/alarm";

export const topic = "arn:aws:sns:us-east-1:123456789012:on-call";

export interface RegisteredAlarm extends AlarmInputs {
    alarmDescription: string;
    alarmActions: string[];
    okActions: string[];
}

/** The alarms of a component with these arguments, as they are registered, by their names. */
export async function recordAlarms(
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
