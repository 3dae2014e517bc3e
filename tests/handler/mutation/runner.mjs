/**
 * Stryker's mocha runner, on mocha 12: that has `run-helpers.cjs` where the runner asks for `run-helpers`.
 * To be dropped with a release that has https://github.com/stryker-mutator/stryker-js/pull/6205.
 */
import { registerHooks } from "node:module";

registerHooks({
    resolve(specifier, context, nextResolve) {
        const extensionless = /\/mocha\/lib\/cli\/[\w-]+$/.test(specifier);
        return nextResolve(extensionless ? specifier + ".cjs" : specifier, context);
    },
});

// Not by `export … from`, which would load it before the hook is there.
export const { strykerPlugins, strykerValidationSchema } = await import("@stryker-mutator/mocha-runner");
