import { expect } from "chai";
import { stateOf, type AlarmInputs, type State } from "../../../local/cloudwatch/alarm";
import { readExpression } from "../../../local/cloudwatch/metricMath";

const treatments = ["ignore", "breaching", "notBreaching"] as const;

/** The examples of the CloudWatch user guide, "Configuring how CloudWatch alarms treat missing data": 0 is well, X is not. */
const tables: [datapointsToAlarm: number, rows: [points: string, ...(State | "before")[]][]][] = [
    [
        3,
        [
            ["0 - X - X", "OK", "OK", "OK"],
            ["0 - - - -", "OK", "OK", "OK"],
            ["- - - - -", "before", "ALARM", "OK"],
            ["0 X X - X", "ALARM", "ALARM", "ALARM"],
            ["- - - - X", "before", "ALARM", "OK"],
            ["X - - - -", "before", "ALARM", "OK"],
        ],
    ],
    [
        2,
        [
            ["0 - X - X", "ALARM", "ALARM", "ALARM"],
            ["0 0 X 0 X", "ALARM", "ALARM", "ALARM"],
            ["0 - X - -", "OK", "ALARM", "OK"],
            ["- - - - 0", "OK", "ALARM", "OK"],
            ["- - - - X", "before", "ALARM", "OK"],
        ],
    ],
];

describe("an alarm with missing data, as AWS's examples have it", () => {
    for (const [datapointsToAlarm, rows] of tables) {
        for (const [points, ...states] of rows) {
            for (const [index, treatMissingData] of treatments.entries()) {
                it(`${datapointsToAlarm} of 3, ${points}, ${treatMissingData}: ${states[index]}`, () => {
                    const values = points.split(" ").map((point) => ({ "0": 0, X: 1 })[point]);
                    const alarm = {
                        comparisonOperator: "GreaterThanThreshold",
                        threshold: 0,
                        evaluationPeriods: 3,
                        datapointsToAlarm,
                        treatMissingData,
                    } as AlarmInputs;
                    for (const before of ["OK", "ALARM", "INSUFFICIENT_DATA"] as const) {
                        const expected = states[index] === "before" ? before : states[index];
                        expect(stateOf(values.toReversed(), alarm, before)).to.equal(expected);
                    }
                });
            }
        }
    }
});

describe("metric math", () => {
    const expressions: [
        text: string,
        values: Record<string, number | undefined>,
        result: number | undefined,
    ][] = [
        ["a>b", { a: 2, b: 1 }, 1],
        ["a>b", { a: 1, b: 1 }, 0],
        ["a + b * 3 > 6", { a: 1, b: 2 }, 1],
        ["(a + b) * 2 > 6", { a: 1, b: 2 }, 0],
        ["a>1 OR b>1 AND c>1", { a: 2, b: 0, c: 0 }, 1],
        ["(a>1 OR b>1) AND c>1", { a: 2, b: 0, c: 0 }, 0],
        ["a OR b", { a: 0, b: 3 }, 1],
        ["a AND b", { a: 0, b: 3 }, 0],
        ["IF(a>b,10,c)", { a: 1, b: 1, c: 20 }, 20],
        ["IF(a==1,1.5,2)", { a: 1 }, 1.5],
        ["FILL(a,0)+b", { a: undefined, b: 1 }, 1],
        ["a+b", { a: undefined, b: 1 }, undefined],
        ["IF(a,1,0)", { a: undefined, b: 1 }, undefined],
        ["FILL(a,0)==0", { a: undefined }, undefined],
    ];
    for (const [text, values, result] of expressions)
        it(`${text} of ${JSON.stringify(values)} is ${result}`, () =>
            expect(readExpression(text)(values)).to.equal(result));

    const wrong: [text: string, what: string][] = [
        ["a >", "its end is not understood here"],
        ["(a", "expected ), found its end"],
        ["a b", "unexpected b"],
        ["a-b", "unexpected -"],
        ["RATE(a)", "RATE is not understood here"],
        ["FILL(a)", "FILL takes others"],
        ["IF a", "expected (, found a"],
    ];
    for (const [text, what] of wrong)
        it(`${text} is refused: ${what}`, () => expect(() => readExpression(text)).to.throw(what));
});
