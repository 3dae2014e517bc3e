import type { CallFailure } from "./types";

/** What all calls of AWS have in common: they must end in time, and an error is about the payload or not. */
const createCalls = () => {
    /**
     * Answers with a 4xx that say nothing about the events: throttling, credentials, permissions, the channel, the
     * account (PutAuditEvents' errors and AWS's common errors, by the words that tell them); and what is no answer of
     * CloudTrail's at all, such as a proxy's page, which the SDK calls "Unknown" or fails to read.
     */
    const notAboutPayload =
        /throttl|toomany|limitexceeded|slowdown|timeout|timetooskewed|kms|channel(?!unsupportedschema)|unsupportedop|subscri|optin|accessdenied|auth|token|expired|unrecognized|credential|signature|unknown|syntaxerror|internal|unavailable/i;
    const throttled = /throttl|toomany|limitexceeded|slowdown/i;
    const late = "DeadlineNear";

    /**
     * Runs `work` until `time` (milliseconds); then its signal is aborted and the promise rejects with the name
     * `DeadlineNear`. The signal alone is not enough: the SDK sleeps as long as a Retry-After says, deaf to it.
     */
    async function within<T>(time: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
        const abort = new AbortController();
        let timer: NodeJS.Timeout | undefined;
        const timeout = new Promise<never>((_, reject) => {
            timer = setTimeout(
                () => {
                    abort.abort();
                    reject(new DOMException("no answer in time", late));
                },
                Math.max(0, time - Date.now()),
            );
        });
        try {
            return await Promise.race([work(abort.signal), timeout]);
        } finally {
            clearTimeout(timer);
        }
    }

    function textOf(error: unknown, property: "name" | "message" | "errorMessage"): string {
        const value = (error as { [property]?: unknown } | null)?.[property];
        return typeof value === "string" && value !== "" ? value : "unknown";
    }

    function statusOf(error: unknown): number {
        const { $metadata } = (error ?? {}) as { $metadata?: { httpStatusCode?: number } };
        return $metadata?.httpStatusCode ?? 0;
    }

    /** True for a 4xx about what the call contained. Any other failure is not about an event, as far as one can see. */
    function isPayloadError(error: unknown): boolean {
        const status = statusOf(error);
        // 401, 403, 404, 408 and 429 are about the caller, the place and the time.
        if (status < 400 || status > 499 || [401, 403, 404, 408, 429].includes(status)) return false;
        return !notAboutPayload.test(textOf(error, "name"));
    }

    function failureOf(error: unknown, isAlone: boolean): CallFailure {
        const name = textOf(error, "name");
        return {
            name,
            message: textOf(error, "message"),
            isPayloadError: isPayloadError(error),
            isThrottled: statusOf(error) === 429 || throttled.test(name),
            isLate: name === late,
            isAlone,
        };
    }

    return { within, textOf, statusOf, failureOf };
};

type Calls = ReturnType<typeof createCalls>;

export { createCalls };
export type { Calls };
