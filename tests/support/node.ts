/** The Node that programs of consumers run on in tests; another one than this with `OTHER_NODE=/path/to/node`. */
export const consumersNode = process.env.OTHER_NODE ?? process.execPath;

/** The environment of such programs: they count for nobody's coverage, and are twice as slow where it is measured. */
export const consumersEnvironment = (): NodeJS.ProcessEnv => ({
    ...process.env,
    NODE_V8_COVERAGE: undefined,
});
