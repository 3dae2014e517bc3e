/** Backlogs as SVG, for documents: readable on white and on black, with the axes' units. */
import { cases } from "./cases";
import type { Point, Results } from "./results";

interface Chart {
    title: string;
    /** What a reader who cannot see the picture is told. */
    description: string;
    series: Point[];
    /** A moment worth a line, and what happened then. */
    mark: { seconds: number; label: string };
}

const [width, height] = [760, 300];
/** Of the plot, in the picture. */
const [left, top, right, bottom] = [74, 56, 736, 244];

/** A background of its own: the picture shows on any page, whatever that page thinks is dark. */
const style = `
    .page { fill: #ffffff }
    .grid { stroke: #d1d9e0 } .axis { stroke: #59636e }
    .area { fill: #0969da; fill-opacity: .16 } .line { fill: none; stroke: #0969da; stroke-width: 2 }
    .mark { stroke: #bc4c00; stroke-dasharray: 4 3 } .said { fill: #bc4c00 }
    text { fill: #59636e; font-size: 12px } .title { fill: #1f2328; font-size: 15px; font-weight: 600 }
    @media (prefers-color-scheme: dark) {
      .page { fill: #0d1117 }
      .grid { stroke: #3d444d } .axis { stroke: #9198a1 }
      .area { fill: #4493f8 } .line { stroke: #4493f8 }
      .mark { stroke: #f0883e } .said { fill: #f0883e }
      text { fill: #9198a1 } .title { fill: #f0f6fc }
    }`;

/** Round numbers from 0 to `most` or a little more, as an axis has them: 1, 2 or 5 times a power of ten apart. */
export function ticks(most: number, about: number): number[] {
    const rough = Math.max(most, 1) / about;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = power * ([1, 2, 5].find((times) => times * power >= rough) ?? 10);
    const count = Math.ceil(Math.max(most, 1) / step);
    // Multiplied, not added up: 0.1 + 0.2 is not 0.3.
    return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}

function escaped(text: string): string {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

export function svgChart({ title, description, series, mark }: Chart): string {
    const times = ticks(series.at(-1)?.[0] ?? 0, 8);
    const counts = ticks(Math.max(...series.map(([, events]) => events)), 5);
    const end = series.at(-1)?.[0] ?? 1;
    const rounded = (value: number) => Math.round(value * 10) / 10;
    const x = (seconds: number) => rounded(left + (seconds / end) * (right - left));
    const y = (events: number) => rounded(bottom - (events / counts[counts.length - 1]) * (bottom - top));
    const line = series.map(([seconds, events]) => `${x(seconds)} ${y(events)}`).join("L");
    const start = `${left} ${bottom}`;
    const parts = [
        ...counts.map(
            (events) =>
                `<path class="grid" d="M${left} ${y(events)}H${right}"/>` +
                `<text x="${left - 8}" y="${y(events) + 4}" text-anchor="end">${events.toLocaleString("en-US")}</text>`,
        ),
        ...times
            .filter((seconds) => seconds <= end)
            .map(
                (seconds) =>
                    `<path class="axis" d="M${x(seconds)} ${bottom}v5"/>` +
                    `<text x="${x(seconds)}" y="${bottom + 20}" text-anchor="middle">${seconds}</text>`,
            ),
        `<path class="area" d="M${start}L${line}L${right} ${bottom}Z"/>`,
        `<path class="line" d="M${start}L${line}"/>`,
        `<path class="axis" d="M${left} ${bottom}H${right}"/>`,
        `<text x="${(left + right) / 2}" y="${height - 12}" text-anchor="middle">seconds of this machine</text>`,
        `<text x="16" y="${top - 12}">events that have come and are not in the lake yet</text>`,
        `<path class="mark" d="M${x(mark.seconds)} ${top}V${bottom}"/>`,
        // Above the plot, where no line is.
        `<text class="said" x="${right}" y="${top - 12}" text-anchor="end">┆ ${escaped(mark.label)}</text>`,
    ];
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc"
     font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif">
  <title id="title">${escaped(title)}</title>
  <desc id="desc">${escaped(description)}</desc>
  <style>${style}
  </style>
  <rect class="page" width="${width}" height="${height}" rx="10"/>
  <text class="title" x="16" y="26">${escaped(title)}</text>
  ${parts.join("\n  ")}
</svg>
`;
}

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
