import type { Kinds } from "../account";

const [keyType, alarmType] = ["aws:kms/key:Key", "aws:cloudwatch/metricAlarm:MetricAlarm"];
const dashboardType = "aws:cloudwatch/dashboard:Dashboard";

/** What watches, and what surrounds the component in somebody's program. */
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
    [dashboardType]: {
        make: (inputs, account) => ({
            id: inputs.dashboardName as string,
            added: account.added(dashboardType, inputs),
        }),
    },
};
