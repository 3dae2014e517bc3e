export const secondsPerDay = 86_400;

/** SQS hides a message for six times the function's timeout and the batch window, as Lambda's guide asks. */
export function visibilityTimeout(timeoutSeconds: number, batchWindowSeconds: number): number {
    return 6 * timeoutSeconds + batchWindowSeconds;
}
