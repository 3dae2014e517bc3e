/** Makes Pulumi evaluate many programs in one process quickly: it does so once it is imported. */
import { runtime } from "@pulumi/pulumi";
import * as internal from "@pulumi/pulumi/runtime/debuggable";

/** Not in the package's types. */
const debuggable = internal as unknown as {
    debuggablePromise<T>(this: void, promise: Promise<T>, context: unknown): Promise<T>;
};

type Serialize = typeof runtime.serializeFunction;
type ComputeCodePaths = typeof runtime.computeCodePaths;

/**
 * A function's text is always the same, nor do the packages around it change while tests run; both take
 * longer than all the rest of an evaluation. So each is made once for all programs of a process.
 */
function packOnce(): void {
    const serialize: Serialize = runtime.serializeFunction;
    const compute = runtime.computeCodePaths as (
        options: runtime.CodePathOptions,
    ) => ReturnType<ComputeCodePaths>;
    const texts = new Map<unknown, ReturnType<Serialize>>();
    const paths = new Map<string, ReturnType<ComputeCodePaths>>();
    const serializeFunction: Serialize = (func, args) =>
        texts.get(func) ?? texts.set(func, serialize(func, args)).get(func)!;
    const computeCodePaths = (options: runtime.CodePathOptions) => {
        const key = JSON.stringify([process.cwd(), options]);
        return paths.get(key) ?? paths.set(key, compute(options)).get(key);
    };
    Object.assign(runtime, { serializeFunction, computeCodePaths });
}

/**
 * The runtime takes a stack trace of every promise, to show which of them leaked; mocha makes each trace endless, and
 * ts-node maps it to the sources. That is more than half of the rest.
 */
function leaveTracesOut(): void {
    const make = debuggable.debuggablePromise;
    debuggable.debuggablePromise = (promise, context) => {
        const limit = Error.stackTraceLimit;
        Error.stackTraceLimit = 0;
        try {
            return make(promise, context);
        } finally {
            Error.stackTraceLimit = limit;
        }
    };
}

packOnce();
leaveTracesOut();
