/** A load on the pipeline, in the times of AWS. How much of them is compressed, the run says. */
export interface LoadCase {
    title: string;
    events: number;
    /** The time in which they come, evenly. */
    seconds: number;
    /** How long the channel takes for a call, besides what the local endpoint needs. */
    callMilliseconds: number;
    /** The channel refuses every call until the last of `events` has come. */
    outage: boolean;
    /** Events a second that go on coming while the backlog drains. That time is real. */
    afterwards: number;
}

/** The three loads of which the backlog is worth a look. */
export const cases: Record<string, LoadCase> = {
    bulk: {
        title: "A bulk operation in OneLogin: 20,000 events in a minute",
        events: 20_000,
        seconds: 60,
        callMilliseconds: 0,
        outage: false,
        afterwards: 0,
    },
    outage: {
        title: "The channel is down for an hour, at 50 events a second",
        events: 180_000,
        seconds: 3600,
        callMilliseconds: 0,
        outage: true,
        afterwards: 50,
    },
    "slow-channel": {
        title: "A slow channel, 200 ms a call: 20,000 events in a minute",
        events: 20_000,
        seconds: 60,
        callMilliseconds: 200,
        outage: false,
        afterwards: 0,
    },
};
