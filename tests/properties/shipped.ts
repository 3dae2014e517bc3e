/** The forwarder's text, as it is deployed, compiled once and started as often as one likes in this process. */
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import type { Handler } from "../../handler/handling";
import { serializeForwarder } from "../../lab/forwarder/closure";

type Load = (exports: object, require: NodeJS.Require) => void;

async function shippedForwarder(prepares = false): Promise<() => Handler> {
    const load = compileFunction(await serializeForwarder(prepares), ["exports", "require"]) as Load;
    // From outside of the repository: nothing of ours is within reach.
    const required = createRequire(join(tmpdir(), "__index.js"));
    return () => {
        const exports = {} as { handler: Handler };
        load(exports, required);
        return exports.handler;
    };
}

export { shippedForwarder };
