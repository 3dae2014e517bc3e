/** A token bucket, as AWS limits request rates: a second's worth may come at once. */
function createThrottle(callsPerSecond: number, now: () => Date): () => boolean {
    let tokens = callsPerSecond;
    let last = now().getTime();
    return function isAllowed(): boolean {
        const time = now().getTime();
        tokens = Math.min(callsPerSecond, tokens + ((time - last) / 1000) * callsPerSecond);
        last = time;
        if (tokens < 1) return false;
        tokens -= 1;
        return true;
    };
}

export { createThrottle };
