/** Faults at random, all at once. */
import { createRandom } from "../samples/random";
import type { FaultContext, FaultCase, Hooks } from "./types";

/** Faults in one mix. */
const perMix = 12;

/** One of the faults, at random and by weight, is asked each time; where it has nothing to say, all is well. */
function mixHooks(hooks: Hooks[], { random }: FaultContext): Hooks {
    const weights = hooks.map(() => 1 + (random() % 5));
    const sum = weights.reduce((one, other) => one + other, 0);
    function choose(): Hooks {
        let at = random() % sum;
        return hooks[weights.findIndex((weight) => (at -= weight) < 0)];
    }
    return {
        channel: (call) => choose().channel?.(call),
        objects: (call) => choose().objects?.(call),
        breaks: (request) => choose().breaks?.(request) ?? false,
        breaksObjects: (request) => choose().breaksObjects?.(request) ?? false,
        queues: (call) => choose().queues?.(call),
        invocations: (invocation, event) => choose().invocations?.(invocation, event),
        redeliver: (batch) => choose().redeliver?.(batch) ?? [batch],
    };
}

/** A mix of faults from the table, by its seed: the same seed, the same faults. */
export function mixOf(faults: readonly FaultCase[], seed: number): FaultCase {
    const random = createRandom(seed);
    const rest = faults.filter(({ alone }) => !alone);
    const chosen = Array.from({ length: Math.min(perMix, rest.length) }, () =>
        rest.splice(random() % rest.length, 1),
    ).flat();
    return {
        name: `mix-${seed}`,
        what: chosen.map(({ name }) => name).join(", "),
        ends: { buffered: "any", direct: "any", s3: "any" },
        // Small batches: the more calls, the more faults meet.
        settings: (mode) => (mode === "direct" ? {} : { deliveryBatchSize: 10 }),
        inject: (context) =>
            mixHooks(
                // What cannot end here would strike the other destination, which nothing may touch.
                chosen
                    .filter(({ ends }) => ends[context.mode] !== undefined)
                    .map((fault) => fault.inject(context)),
                context,
            ),
    };
}
