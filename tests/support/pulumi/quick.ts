import { runtime } from "@pulumi/pulumi";

type Serialize = typeof runtime.serializeFunction;
type ComputeCodePaths = typeof runtime.computeCodePaths;

/**
 * The function's text does not depend on the inputs, nor do the packages around it change while tests run; both take
 * longer than all the rest of a recording. So each is made once for all recordings of a process.
 */
export function packOnce(): void {
    const serialize: Serialize = runtime.serializeFunction;
    const compute = runtime.computeCodePaths as (
        options: runtime.CodePathOptions,
    ) => ReturnType<ComputeCodePaths>;
    let text: ReturnType<Serialize> | undefined;
    const paths = new Map<string, ReturnType<ComputeCodePaths>>();
    const serializeFunction: Serialize = (func, args) => (text ??= serialize(func, args));
    const computeCodePaths = (options: runtime.CodePathOptions) => {
        const key = JSON.stringify(options);
        return paths.get(key) ?? paths.set(key, compute(options)).get(key);
    };
    Object.assign(runtime, { serializeFunction, computeCodePaths });
}

/** The runtime takes a stack trace for every promise; ts-node maps each to the sources, which is half of a recording's time. */
export async function withoutSourceMaps<T>(action: () => Promise<T>): Promise<T> {
    const mapping = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace");
    Reflect.deleteProperty(Error, "prepareStackTrace");
    try {
        return await action();
    } finally {
        if (mapping) Object.defineProperty(Error, "prepareStackTrace", mapping);
    }
}
