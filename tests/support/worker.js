"use strict";
/**
 * Loaded by mocha's workers. Mocha ends a worker by a message, and a second later by a signal: too early for one that
 * writes its coverage, which is then missing without a word. The message is enough.
 */
if (process.env.MOCHA_WORKER_ID !== undefined) process.on("SIGTERM", () => undefined);
