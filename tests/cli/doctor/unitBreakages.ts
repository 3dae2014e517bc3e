import { unitOf } from "../../../local/deploy/deployment";
import {
    attribute,
    changed,
    deleted,
    find,
    gone,
    keyState,
    log,
    queueGone,
    settled,
    type Breakage,
} from "./breaking";

export const unitBreakages: Breakage[] = [
    deleted("the queue", queueGone("queue"), "Lake: queue", ["Lake: queue key"]),
    {
        what: "the queue's policy does not let the rule send",
        break: attribute("queue", "Policy", ""),
        finding: "Lake: queue",
        says: /rule may not send .*does not allow it/,
    },
    {
        what: "the queue has no redrive policy",
        break: attribute("queue", "RedrivePolicy", ""),
        finding: "Lake: queue",
        says: /gives up on does not go to onelogin-dead-letters/,
    },
    {
        what: "the queues' key is disabled",
        break: keyState("queues", { KeyState: "Disabled" }),
        finding: "Lake: queue key",
        says: /is disabled/,
        mend: /^aws kms enable-key --key-id arn:\S+ --region us-east-1$/,
    },
    {
        what: "an event was dead-lettered",
        break: async ({ deployment, pipeline: { queues } }) => {
            const { deadLetters } = unitOf(deployment);
            const operator = queues.as("operator");
            await operator.send(deadLetters, ["an event"]);
            return async () => operator.remove(deadLetters, await operator.receive(deadLetters, 10));
        },
        finding: "Lake: dead letters",
        says: /^1 event is dead-lettered\.$/,
        mend: /^npx onelogin-cloudtrail-lake redrive$/,
    },
    deleted("the dead-letter queue", queueGone("deadLetters"), "Lake: dead letters"),
    {
        what: "the dead-letter queue's policy does not let the rule send",
        break: attribute("deadLetters", "Policy", ""),
        finding: "Lake: dead letters",
        says: /rule may not send/,
    },
    {
        what: "the mapping was deleted",
        break: gone("mapping", "onelogin-mapping"),
        finding: "Lake: mapping",
        says: /Nothing reads the queue/,
    },
    {
        what: "the mapping was disabled",
        break: changed("mapping", "onelogin-mapping", { enabled: false }),
        finding: "Lake: mapping",
        says: /is Disabled: events wait/,
        mend: /^aws lambda update-event-source-mapping --uuid [\w-]+ --enabled --region us-east-1$/,
    },
    {
        what: "the mapping cannot read",
        break: changed("mapping", "onelogin-mapping", { lastProcessingResult: "PROBLEM: Access denied" }),
        finding: "Lake: mapping",
        says: /cannot read the queue: PROBLEM: Access denied/,
        mend: /^aws logs tail/,
    },
    {
        what: "the mapping takes batches whole",
        break: changed("mapping", "onelogin-mapping", { functionResponseTypes: [] }),
        finding: "Lake: mapping",
        says: /ReportBatchItemFailures is off/,
    },
    deleted("the function", gone("function", "onelogin-function"), "Lake: function", ["Lake: concurrency"]),
    {
        what: "the function cannot run",
        break: changed("function", "onelogin-function", {
            state: "Failed",
            stateReason: "The key is disabled",
        }),
        finding: "Lake: function",
        says: /cannot run: The key is disabled/,
    },
    {
        what: "the function's update failed",
        break: changed("function", "onelogin-function", {
            lastUpdateStatus: "Failed",
            lastUpdateStatusReason: "no role",
        }),
        finding: "Lake: function",
        says: /last update failed: no role/,
    },
    {
        what: "the function has another runtime",
        break: changed("function", "onelogin-function", { runtime: "nodejs18.x" }),
        finding: "Lake: function",
        says: /runs on nodejs18.x/,
    },
    {
        what: "the function may not run at all",
        break: changed("function", "onelogin-function", { reservedConcurrentExecutions: 0 }),
        finding: "Lake: concurrency",
        says: /is 0: it is never invoked/,
        mend: /^aws lambda delete-function-concurrency --function-name \S+ --region us-east-1$/,
    },
    deleted("the role", gone("role", "onelogin-role"), "Lake: role"),
    {
        what: "the role's policy was deleted",
        break: gone("rolePolicy", "onelogin-role-policy"),
        finding: "Lake: role",
        says: /may not cloudtrail-data:PutAuditEvents .*: no policy allows it/,
    },
    {
        what: "the role of S3's function may not write",
        break: (world) => {
            const { state } = find(world, "rolePolicy", "onelogin-s3-role-policy");
            state.policy = String(state.policy).replace("s3:PutObject", "s3:GetObject");
        },
        finding: "S3: role",
        says: /^The function's role may not s3:PutObject on \S+: no policy allows it\.$/,
    },
    deleted("the function's log", gone("group", "onelogin-function-log"), "Lake: function log"),
    {
        what: "the runtime has no client of cloudtrail-data",
        break: log({
            level: "ERROR",
            message: { errorMessage: "Cannot find module '@aws-sdk/client-cloudtrail-data'" },
        }),
        finding: "Lake: function log",
        says: /function failed: Cannot find module/,
        mend: /forwarder.packSdk/,
    },
    {
        what: "the function runs out of time",
        break: log(settled(), { type: "platform.report", record: { status: "timeout" } }),
        finding: "Lake: function log",
        says: /function failed: timeout/,
        mend: /^aws logs tail \S+ --since 2h --region us-east-1$/,
    },
    {
        what: "batches are refused again and again",
        break: log(settled(), settled("AccessDeniedException"), settled("AccessDeniedException")),
        finding: "Lake: function log",
        says: /tried again: AccessDeniedException\.$/,
        mend: /^aws logs tail/,
    },
];
