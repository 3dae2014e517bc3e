import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import type { Deployment, Unit } from "../deployment";
import type { Check } from "./check";
import { functionLogCheck } from "./functionLog";
import { functionChecks } from "./functions";
import { sqsIn } from "../sqs";
import { queueChecks } from "./queues";
import { roleCheck } from "./role";

/** From a destination's queue to its function. */
export function unitChecks(deployment: Deployment, unit: Unit, now: Date): Check[] {
    const { region } = deployment;
    const checks = [
        ...queueChecks(sqsIn(region), new KMSClient({ region }), deployment, unit),
        ...functionChecks(new LambdaClient({ region }), deployment, unit),
        roleCheck(new IAMClient({ region }), deployment, unit),
        functionLogCheck(new CloudWatchLogsClient({ region }), deployment, unit, now),
    ];
    // Which queue, if there are two.
    if (deployment.units.length === 1) return checks;
    const of = unit.destination === "s3" ? "S3" : "Lake";
    return checks.map((check) => ({ ...check, name: `${of}: ${check.name}` }));
}
