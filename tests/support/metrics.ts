import { metricsNamespace } from "../../components/handlerParts";
import { invokeBatch } from "./forwarder";

/**
 * The metrics that AWS documents, by their namespaces: "Monitoring Amazon EventBridge", "Available CloudWatch metrics for Amazon
 * SQS" and "Types of metrics for Lambda functions", without those of what is not used here (FIFO queues, provisioned
 * concurrency, streams).
 */
const ofAws: Record<string, string> = {
    "AWS/Events":
        "DeadLetterInvocations Events FailedInvocations Invocations InvocationAttempts InvocationsCreated InvocationsFailedToBeSentToDlq InvocationsSentToDlq MatchedEvents RetryInvocationAttempts SuccessfulInvocationAttempts ThrottledRules TriggeredRules",
    "AWS/Lambda":
        "AsyncEventAge AsyncEventsDropped AsyncEventsReceived ConcurrentExecutions DeadLetterErrors DestinationDeliveryFailures Duration Errors Invocations RecursiveInvocationsDropped Throttles",
    "AWS/SQS":
        "ApproximateAgeOfOldestMessage ApproximateNumberOfMessagesDelayed ApproximateNumberOfMessagesNotVisible ApproximateNumberOfMessagesVisible NumberOfEmptyReceives NumberOfMessagesDeleted NumberOfMessagesReceived NumberOfMessagesSent SentMessageSize",
};

interface Line {
    _aws: { CloudWatchMetrics: { Namespace: string; Metrics: { Name: string }[] }[] };
}

/** Every metric that there is: AWS's, and what the functions write. `namespace name`, each. */
export async function knownMetrics(): Promise<string[]> {
    const { lines } = await invokeBatch([]);
    const [own] = (JSON.parse(lines[0]) as Line)._aws.CloudWatchMetrics;
    const namesOf = (namespace: string, names: string[]) => names.map((name) => `${namespace} ${name}`);
    return [
        ...Object.entries(ofAws).flatMap(([namespace, names]) => namesOf(namespace, names.split(" "))),
        ...namesOf(
            metricsNamespace,
            own.Metrics.map(({ Name }) => Name),
        ),
    ];
}
