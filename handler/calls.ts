/** What all calls of AWS have in common: they must end in time, and an error has a name and a status. */
const createCalls = () => {
    /** The service wants fewer calls, not smaller ones. */
    const throttled = /throttl|toomany|limitexceeded|slowdown/i;
    const late = "DeadlineNear";
    const word = /^[-\w.:#]{1,128}$/;

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

    /**
     * What a service says, if it has the form that it must have. A name or a code is a word: whatever else stands there may
     * be a text about the event, of any length, and these go into the log.
     */
    function textOf(
        error: unknown,
        property: "name" | "errorCode" | "message" | "errorMessage" = "name",
        form = word,
    ): string {
        const value = (error as { [property]?: unknown } | null)?.[property];
        return typeof value === "string" && form.test(value) ? value : "unknown";
    }

    function statusOf(error: unknown): number {
        const { $metadata } = (error ?? {}) as { $metadata?: { httpStatusCode?: number } };
        return $metadata?.httpStatusCode ?? 0;
    }

    function isThrottled(error: unknown): boolean {
        return statusOf(error) === 429 || throttled.test(textOf(error));
    }

    return { late, within, textOf, statusOf, isThrottled };
};

type Calls = ReturnType<typeof createCalls>;

export { createCalls };
export type { Calls };
