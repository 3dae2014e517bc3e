import { readArguments, readDestinations, whole } from "../options";

/** What `npm run faults` is asked to do; the help says what each is. */
export type Options = ReturnType<typeof readOptions>;

export const help = `The function as it is deployed, with everything that can go wrong around it: each fault alone, then at random together.

  npm run faults                     every fault, and 3 mixes
  npm run faults -- --seed N         other events, and faults on others of them; without it, a new seed each time
  npm run faults -- --only NAME      the faults whose name holds NAME, no mixes
  npm run faults -- --destinations s3  on the way there; cloudtrail-lake,s3 on the way to either, and the other is untouched
  npm run faults -- --events N       so many events for each fault (100)
  npm run faults -- --mixed N        so many mixes, each of a seed of its own (3)
  npm run faults -- --mixed-events N so many events in a mix (2000)
  npm run faults -- --outage N       outages of at least so many minutes (60)
  npm run faults -- --help           says this

Ends with 0 when nothing was lost, invented, altered or dead-lettered without a reason, and every fault did strike; with 1
otherwise, and with the command that runs the same again; with 2 for a mistake in the call.`;

const remedy = "npm run faults -- --help lists what there is.";

/** @throws UserError for an option that doesn't exist, or a value out of range */
export function readOptions(args: string[], random: () => number = Math.random) {
    const { values } = readArguments(
        {
            args,
            options: {
                seed: { type: "string" },
                only: { type: "string" },
                destinations: { type: "string", default: "cloudtrail-lake" },
                events: { type: "string", default: "100" },
                mixed: { type: "string" },
                "mixed-events": { type: "string", default: "2000" },
                outage: { type: "string", default: "60" },
                help: { type: "boolean", short: "h", default: false },
            },
        },
        remedy,
    );
    const { seed, only, events, mixed, outage, help: asked } = values;
    const number = (name: string, value: string, ...limits: [number, number]) =>
        whole(name, value, limits, remedy);
    return {
        seed: seed === undefined ? 1 + Math.floor(random() * 999_999) : number("seed", seed, 1, 2 ** 31 - 1),
        only,
        destinations: readDestinations(values.destinations, remedy),
        // Below this, "some" and "one" are the same.
        events: number("events", events, 6, 5000),
        mixed: number("mixed", mixed ?? (only === undefined ? "3" : "0"), 0, 1000),
        mixedEvents: number("mixed-events", values["mixed-events"], 10, 20_000),
        outage: number("outage", outage, 1, 600),
        help: asked,
    };
}
