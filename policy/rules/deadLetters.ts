import type { PolicyResource, ReportViolation, StackValidationPolicy } from "@pulumi/policy";

const types = {
    queue: "aws:sqs/queue:Queue",
    target: "aws:cloudwatch/eventTarget:EventTarget",
    permission: "aws:lambda/permission:Permission",
    function: "aws:lambda/function:Function",
    logGroup: "aws:cloudwatch/logGroup:LogGroup",
};

/** The inputs by which a resource names the queue for what it cannot deliver. */
const deadLetterInputs = ["redrivePolicy", "deadLetterConfig", "destinationConfig"];

/** Whether an input of `resource` was made from `other`, which a preview knows before it knows the values. */
function uses(resource: PolicyResource, input: string, other: PolicyResource): boolean {
    return (resource.propertyDependencies[input] ?? []).some(({ urn }) => urn === other.urn);
}

function isDeadLetterQueue(queue: PolicyResource, resources: PolicyResource[]): boolean {
    return resources.some((resource) => deadLetterInputs.some((input) => uses(resource, input, queue)));
}

/** A copy for a log group delivers nothing: what the queue gets is delivered. */
function isCopy(target: PolicyResource, resources: PolicyResource[]): boolean {
    return resources.some((other) => other.type === types.logGroup && uses(target, "arn", other));
}

/** Whether EventBridge invokes a function, so that Lambda drops what fails three times. */
function isInvokedByEvents(lambda: PolicyResource, resources: PolicyResource[]): boolean {
    return resources.some(
        (other) =>
            other.type === types.permission &&
            other.props.principal === "events.amazonaws.com" &&
            uses(other, "function", lambda),
    );
}

function check(resource: PolicyResource, resources: PolicyResource[], report: ReportViolation): void {
    const has = (input: string) => input in resource.props;
    if (resource.type === types.target && !has("deadLetterConfig") && !isCopy(resource, resources))
        report(
            "Give the target a deadLetterConfig: EventBridge drops what it cannot deliver in a day.",
            resource.urn,
        );
    if (resource.type === types.queue && !has("redrivePolicy") && !isDeadLetterQueue(resource, resources))
        report(
            "Give the queue a redrivePolicy: a message that nobody can take blocks and then expires.",
            resource.urn,
        );
    if (
        resource.type === types.function &&
        !has("deadLetterConfig") &&
        isInvokedByEvents(resource, resources)
    )
        report(
            "Give the function a deadLetterConfig: Lambda drops an event that failed three times.",
            resource.urn,
        );
}

export const deadLetterQueuesEverywhere: StackValidationPolicy = {
    name: "dead-letter-queues-everywhere",
    description: "Whatever delivers an event has a queue for those that it cannot deliver.",
    severity: "high",
    validateStack: ({ resources }, report) => {
        for (const resource of resources) check(resource, resources, report);
    },
};
