/** The function's environment, read once at the start. */
interface Environment {
    channelArn: string;
    /** Of the channel, which may lie elsewhere than the function. */
    region: string;
    accountId: string;
    externalId: string | undefined;
    deadLetterQueueUrl: string;
    eventSource: string;
    /** Of the queue; as many as make no difference if the variable is missing. */
    maxReceiveCount: number;
}

/** What is missing or malformed fails the start with its name; never with its value, for EXTERNAL_ID is not for logs. */
const readEnvironment = (variables: NodeJS.ProcessEnv): Environment => {
    function read(name: string, form: RegExp): RegExpExecArray {
        const value = variables[name];
        const match = form.exec(value ?? "");
        if (match !== null) return match;
        throw new Error(
            `The environment variable ${name} is ${value ? "malformed" : "missing"}: it must match ${form.source}`,
        );
    }
    const [channelArn, region, accountId] = read(
        "CHANNEL_ARN",
        /^arn:aws[a-z-]*:cloudtrail:([a-z]{2}[a-z0-9-]+):(\d{12}):channel\/[-\w.]+$/,
    );
    const [externalId] = variables.EXTERNAL_ID == null ? [] : read("EXTERNAL_ID", /^[\w+=,.@:/-]{2,1224}$/);
    const [deadLetterQueueUrl] = read("DEAD_LETTER_QUEUE_URL", /^https?:\/\/[^\s/]+\/\d{12}\/[-\w]{1,80}$/);
    const [eventSource] = read("EVENT_SOURCE", /^[^]{1,1024}$/);
    const [maxReceiveCount] =
        variables.MAX_RECEIVE_COUNT == null ? ["1000"] : read("MAX_RECEIVE_COUNT", /^[1-9]\d{0,3}$/);
    return {
        channelArn,
        region,
        accountId,
        externalId,
        deadLetterQueueUrl,
        eventSource,
        maxReceiveCount: +maxReceiveCount,
    };
};

export { readEnvironment };
export type { Environment };
