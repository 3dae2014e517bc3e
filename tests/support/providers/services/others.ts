import { randomUUID } from "node:crypto";
import type { Kinds } from "../account";

/** What surrounds the component in somebody's program. */
export const others: Kinds = {
    "aws:kms/key:Key": {
        make(_inputs, account) {
            const keyId = randomUUID();
            return { id: keyId, added: { keyId, arn: account.arn("kms", `key/${keyId}`) } };
        },
    },
    "aws:cloudwatch/metricAlarm:MetricAlarm": {
        make({ name }, account) {
            const alarm = name as string;
            return { id: alarm, added: { name: alarm, arn: account.arn("cloudwatch", `alarm:${alarm}`) } };
        },
    },
};
