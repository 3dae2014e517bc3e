/** What all calls of AWS have in common: they must end in time, and an error is about the payload or not. */
const createCalls = () => {
    /**
     * Answers with a 4xx that say nothing about the events: throttling, credentials, permissions, the channel, the
     * account (PutAuditEvents' errors and AWS's common errors, by the words that tell them).
     */
    const notAboutPayload =
        /throttl|toomany|limitexceeded|slowdown|timeout|timetooskewed|kms|channel(?!unsupportedschema)|unsupportedop|subscri|optin|accessdenied|auth|token|expired|unrecognized|credential|signature|unknownop|internal|unavailable/i;

    /**
     * Runs `work` until `time` (milliseconds); then its signal is aborted and the promise rejects with the name
     * `DeadlineNear`. The signal alone is not enough: the SDK sleeps as long as a Retry-After says, deaf to it.
     */
    async function within<T>(time: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
        const abort = new AbortController();
        let timer: NodeJS.Timeout | undefined;
        const late = new Promise<never>((_, reject) => {
            timer = setTimeout(
                () => {
                    abort.abort();
                    reject(new DOMException("no answer in time", "DeadlineNear"));
                },
                Math.max(0, time - Date.now()),
            );
        });
        try {
            return await Promise.race([work(abort.signal), late]);
        } finally {
            clearTimeout(timer);
        }
    }

    function textOf(error: unknown, property: "name" | "message" | "errorMessage"): string {
        const value = (error as { [property]?: unknown } | null)?.[property];
        return typeof value === "string" && value !== "" ? value : "unknown";
    }

    /** True for a 4xx about what the call contained, which then is split. Any other failure is not the fault of an event. */
    function isPayloadError(error: unknown): boolean {
        const status =
            (error as { $metadata?: { httpStatusCode?: number } } | null)?.$metadata?.httpStatusCode ?? 0;
        // 401, 403, 404, 408 and 429 are about the caller, the place and the time.
        if (status < 400 || status > 499 || [401, 403, 404, 408, 429].includes(status)) return false;
        return !notAboutPayload.test(textOf(error, "name"));
    }

    return { within, textOf, isPayloadError };
};

type Calls = ReturnType<typeof createCalls>;

export { createCalls };
export type { Calls };
