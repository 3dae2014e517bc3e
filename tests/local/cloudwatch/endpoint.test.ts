import {
    CloudWatchClient,
    GetMetricDataCommand,
    type GetMetricDataCommandInput,
    type MetricStat,
} from "@aws-sdk/client-cloudwatch";
import { expect } from "chai";
import type { Sample } from "../../../local/cloudwatch/alarm";
import { createCloudWatchEndpoint } from "../../../local/cloudwatch/endpoint";
import { everybody } from "../../../local/deploy/permissions";
import { startServer, type LocalServer } from "../../../local/run/server";
import { failure } from "../lake/support";

const at = (minutes: number) => Date.parse("2026-11-28T10:00:00Z") + minutes * 60_000;
const samples: Sample[] = [0, 0.5, 1, 3].map((minutes, index) => ({ time: at(minutes), value: index + 1 }));
const stat = (change: Partial<MetricStat> = {}): MetricStat => ({
    Metric: { Namespace: "N", MetricName: "M", Dimensions: [{ Name: "D", Value: "d" }] },
    Period: 60,
    Stat: "Sum",
    ...change,
});

describe("CloudWatch's GetMetricData, as a real client calls it", () => {
    const asked: unknown[] = [];
    let server: LocalServer;
    let client: CloudWatchClient;
    before(async () => {
        const read = (metric: unknown) => {
            asked.push(metric);
            return samples;
        };
        server = await startServer(createCloudWatchEndpoint(read, everybody));
        const credentials = { accessKeyId: "AKIA", secretAccessKey: "local" };
        client = new CloudWatchClient({ region: "us-east-1", endpoint: server.endpoint, credentials });
    });
    after(() => server.stop());

    const input = (change: Partial<GetMetricDataCommandInput> = {}): GetMetricDataCommandInput => ({
        MetricDataQueries: [{ Id: "m0", MetricStat: stat() }],
        StartTime: new Date(at(0)),
        EndTime: new Date(at(3)),
        ...change,
    });
    const valuesOf = async (change?: Partial<GetMetricDataCommandInput>) => {
        const { MetricDataResults: [{ Timestamps = [], Values = [] }] = [{}] } = await client.send(
            new GetMetricDataCommand(input(change)),
        );
        return Values.map((value, index) => [(Timestamps[index].getTime() - at(0)) / 60_000, value]);
    };

    it("adds up what lies in a period, the latest first, from the start up to and without the end", async () => {
        expect(await valuesOf()).to.deep.equal([
            [1, 3],
            [0, 3],
        ]);
        expect(await valuesOf({ ScanBy: "TimestampAscending" })).to.deep.equal([
            [0, 3],
            [1, 3],
        ]);
        expect(
            await valuesOf({
                MetricDataQueries: [{ Id: "m0", MetricStat: stat({ Stat: "Maximum", Period: 120 }) }],
            }),
        ).to.deep.equal([
            [2, 4],
            [0, 3],
        ]);
        expect(asked[0]).to.deep.equal({ namespace: "N", metricName: "M", dimensions: { D: "d" } });
    });

    for (const [what, change, words] of [
        ["an end before the start", { EndTime: new Date(at(0)) }, "StartTime must be before EndTime."],
        [
            "an expression",
            { MetricDataQueries: [{ Id: "e", Expression: "1" }] },
            "Expression is not supported",
        ],
        ["no metric", { MetricDataQueries: [{ Id: "e" }] }, "MetricStat is required."],
        [
            "a period of seconds",
            { MetricDataQueries: [{ Id: "m", MetricStat: stat({ Period: 5 }) }] },
            "multiple of 60",
        ],
        [
            "another statistic",
            { MetricDataQueries: [{ Id: "m", MetricStat: stat({ Stat: "p99" }) }] },
            "p99 is not known",
        ],
    ] as [string, Partial<GetMetricDataCommandInput>, string][])
        it(`refuses ${what}`, async () => {
            expect(await failure(client.send(new GetMetricDataCommand(input(change)))))
                .to.match(/^InvalidParameterValue/)
                .and.include(words);
        });
});
