/** Mutation testing of what runs in Lambda: `npm run mutation`. Everything it writes is below `coverage/`, which git ignores. */
export default {
    // What is deployed beside the functions is held by the golden graphs.
    mutate: ["handler/**/*.ts", "!handler/types.ts", "!handler/columns.ts"],
    plugins: ["./tests/handler/mutation/runner.mjs"],
    testRunner: "mocha",
    mochaOptions: { config: ".mocharc.json", spec: ["tests/handler/**/*.test.ts"] },
    coverageAnalysis: "perTest",
    concurrency: 2,
    ignorePatterns: ["/coverage", "/dist", "/docs", "/lab/bench", "/examples", "/queries"],
    tempDirName: "coverage/stryker",
    incrementalFile: "coverage/mutation/incremental.json",
    reporters: ["clear-text", "html"],
    htmlReporter: { fileName: "coverage/mutation/report.html" },
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    thresholds: { high: 98, low: 95, break: 97 },
};
