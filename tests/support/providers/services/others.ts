import type { Kinds } from "../account";

const [keyType, alarmType] = ["aws:kms/key:Key", "aws:cloudwatch/metricAlarm:MetricAlarm"];

/** What surrounds the component in somebody's program. */
export const others: Kinds = {
    [keyType]: {
        make(inputs, account) {
            const added = account.added(keyType, inputs);
            return { id: added.keyId, added };
        },
    },
    [alarmType]: {
        make: (inputs, account) => ({
            id: inputs.name as string,
            added: account.added(alarmType, inputs),
        }),
    },
};
