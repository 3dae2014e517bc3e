/** A function's environment, read once at the start. */
interface Environment {
    /**
     * A variable's value, and what its form's parentheses hold. What is missing or malformed fails the start with its
     * name; never with its value, for EXTERNAL_ID is not for logs.
     */
    read: (name: string, form: RegExp) => string[];
    /** The same of a variable that may be missing: then there is nothing in the list. */
    readIfSet: (name: string, form: RegExp) => string[];
    deadLetterQueueUrl: string;
    /** Of the function, which is that of its queue. */
    accountId: string;
    eventSource: string;
    /** Of the queue; as many as make no difference if the variable is missing. */
    maxReceiveCount: number;
}

const readEnvironment = (variables: NodeJS.ProcessEnv): Environment => {
    function read(name: string, form: RegExp): string[] {
        const value = variables[name];
        const match = form.exec(value ?? "");
        if (match !== null) return [...match];
        throw new Error(
            `The environment variable ${name} is ${value ? "malformed" : "missing"}: it must match ${form.source}`,
        );
    }
    const readIfSet = (name: string, form: RegExp) => (variables[name] == null ? [] : read(name, form));
    const [deadLetterQueueUrl, accountId] = read(
        "DEAD_LETTER_QUEUE_URL",
        /^https?:\/\/[^\s/]+\/(\d{12})\/[-\w]{1,80}$/,
    );
    const [eventSource] = read("EVENT_SOURCE", /^[^]{1,1024}$/);
    const [maxReceiveCount = "1000"] = readIfSet("MAX_RECEIVE_COUNT", /^[1-9]\d{0,3}$/);
    return { read, readIfSet, deadLetterQueueUrl, accountId, eventSource, maxReceiveCount: +maxReceiveCount };
};

export { readEnvironment };
export type { Environment };
