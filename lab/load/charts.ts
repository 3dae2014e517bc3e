import { cases } from "./cases";
import type { Results } from "./results";
import { svgChart } from "./svg";

/** The charts of the documents: file name and SVG. */
export function charts({ cases: results, timeScale }: Results): Record<string, string> {
    return Object.fromEntries(
        Object.entries(results).map(([name, { backlog, arrivalSeconds, drainSeconds }]) => {
            const { title, outage, events, seconds } = cases[name];
            const most = Math.max(...backlog.map(([, waiting]) => waiting)).toLocaleString("en-US");
            const before = `left of it: ${seconds / 60} min, ${timeScale} times shorter`;
            const what = outage ? "the channel is back" : `all ${events.toLocaleString("en-US")} have come`;
            const svg = svgChart({
                title,
                description: `The backlog rises to ${most} events in ${arrivalSeconds} seconds and is gone ${drainSeconds} seconds later.`,
                series: backlog,
                mark: { seconds: arrivalSeconds, label: `${what}; ${before}` },
            });
            return [`load-${name}.svg`, svg];
        }),
    );
}
