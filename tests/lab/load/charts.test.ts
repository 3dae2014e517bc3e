import { expect } from "chai";
import { svgChart, ticks } from "../../../lab/load/charts";
import { thin } from "../../../lab/load/results";
import type { Point } from "../../../lab/load/results";

/** Up to 80 in 8 seconds, and down to nothing in one more. */
const series: Point[] = [...Array.from({ length: 9 }, (_, index): Point => [index, index * 10]), [9, 0]];

describe("a backlog", () => {
    it("is thinned without losing its peak, its order or its end", () => {
        const many = Array.from({ length: 1000 }, (_, index): Point => [
            index / 100,
            index === 501 ? 999 : 1,
        ]);
        const few = thin(many, 10);
        expect(few).to.have.length.within(10, 11);
        expect(few).to.deep.include([5.01, 999]);
        expect(few.at(-1)).to.deep.equal([9.99, 1]);
        expect(few.map(([seconds]) => seconds)).to.deep.equal(
            few.map(([seconds]) => seconds).sort((a, b) => a - b),
        );
    });
});

describe("an axis", () => {
    const table: [most: number, about: number, numbers: number[]][] = [
        [80, 5, [0, 20, 40, 60, 80]],
        [19_917, 5, [0, 5000, 10_000, 15_000, 20_000]],
        [180_000, 5, [0, 50_000, 100_000, 150_000, 200_000]],
        [0.7, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
        [0, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    ];
    for (const [most, about, numbers] of table) {
        it(`up to ${most} has round numbers`, () => expect(ticks(most, about)).to.deep.equal(numbers));
    }
});

describe("a backlog as SVG", () => {
    const svg = svgChart({
        title: "Up & down",
        description: "<80",
        series,
        mark: { seconds: 8, label: "the end" },
    });

    it("has the line where the axes say, in their units, and a mark where no line is", () => {
        // From 74 to 736 across, nine seconds; from 244 up to 56, 80 events.
        expect(svg).to.include('<path class="line" d="M74 244L74 244L147.6 220.5L');
        expect(svg).to.include('L662.4 56L736 244"/>');
        expect(svg).to.include(">seconds of this machine<").and.to.include(">80<");
        expect(svg).to.include('<path class="mark" d="M662.4 56V244"/>');
        expect(svg).to.include('x="736" y="44" text-anchor="end">┆ the end<');
    });

    it("keeps its texts texts, and is readable on white and on black", () => {
        expect(svg).to.include('<title id="title">Up &amp; down</title>');
        expect(svg).to.include('<desc id="desc">&lt;80</desc>');
        expect(svg).to.include('<rect class="page"').and.to.include("prefers-color-scheme: dark");
    });
});
