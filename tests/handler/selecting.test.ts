import { expect } from "chai";
import { forwarderCode } from "../../components/forwarderCode";
import { batchOf, bodyWith, eventWith } from "../../lab/forwarder/events";
import { invoke, refusal } from "../support/forwarder";

const options = (EVENT_TYPES: string | undefined) => ({
    code: forwarderCode(true),
    environment: { EVENT_TYPES, REDACTION: "none" },
});

/** Which of the types are delivered. */
async function delivered(EVENT_TYPES: string, types: unknown[]): Promise<unknown[]> {
    const bodies = types.map((event_type_id, index) => bodyWith({ uuid: `${index}`, event_type_id }));
    const { calls, returned } = await invoke(batchOf(bodies), options(EVENT_TYPES));
    expect(returned).to.deep.equal([]);
    return calls.flat().map((id) => types[Number(id)]);
}

describe("events that are left out by their type", () => {
    const numbers = [5, "5", " 5 ", 8, "8", 99_999, "99999"];
    /** Types that are not numbers as OneLogin writes them. */
    const others = [undefined, null, "", "probe", "05", 5.5, "5.5", -5, 1e21, true, [5], { id: 5 }, "8,5"];

    it("are those that exclude names, as a number or as text", async () => {
        expect(await delivered("exclude 5,99999", numbers)).to.deep.equal([8, "8"]);
    });

    it("are those that include does not name", async () => {
        expect(await delivered("include 5,99999", numbers)).to.deep.equal([5, "5", " 5 ", 99_999, "99999"]);
    });

    it("are none if all are wanted", async () => {
        expect(await delivered("all", [...numbers, ...others])).to.deep.equal([...numbers, ...others]);
    });

    for (const types of ["include 1", "exclude 5,8"])
        it(`are never those whose type is not a number, with ${types}`, async () =>
            expect(await delivered(types, others)).to.deep.equal(others));

    it("are counted, in a line of their own, and deleted from the queue like what is delivered", async () => {
        const batch = batchOf([
            bodyWith({ uuid: "a" }),
            bodyWith({ uuid: "b", event_type_id: 8 }),
            "no event",
        ]);
        const { lines, returned, deadLetters } = await invoke(batch, options("include 5"));
        expect(returned).to.deep.equal([]);
        expect(deadLetters.map(({ MessageBody }) => MessageBody)).to.deep.equal(["no event"]);
        const [settled, excluded] = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
        expect(settled).to.include({ message: "batch settled", received: 2, accepted: 1, rejected: 1 });
        const { _aws, timestamp, ...facts } = excluded;
        expect(facts).to.deep.equal({
            FunctionName: "forwarder",
            level: "INFO",
            message: "events excluded",
            requestId: "request-1",
            excluded: 1,
        });
        const { Timestamp, CloudWatchMetrics } = _aws as { Timestamp: number; CloudWatchMetrics: object };
        expect(new Date(Timestamp).toISOString()).to.equal(timestamp);
        expect(CloudWatchMetrics).to.deep.equal([
            {
                Namespace: "OneLoginCloudTrailLake",
                Dimensions: [["FunctionName"]],
                Metrics: [{ Name: "excluded", Unit: "Count" }],
            },
        ]);
    });

    it("make no call when there are no others", async () => {
        const run = await invoke(batchOf([bodyWith({ event_type_id: 8 })]), options("include 5"));
        expect(run.calls).to.deep.equal([]);
        expect(run.lines).to.have.length(1);
        expect(run.log).to.include({ message: "events excluded", excluded: 1 });
    });

    it("do not keep the others from coming again", async () => {
        const put = () => Promise.reject(refusal("AccessDenied", 403));
        const batch = batchOf([bodyWith({ event_type_id: 8 }), bodyWith({ uuid: "b" })]);
        expect((await invoke(batch, { ...options("exclude 8"), put })).returned).to.deep.equal(["m1"]);
    });

    it("straight from EventBridge, too", async () => {
        const { calls, error } = await invoke(eventWith({ event_type_id: "8" }), options("exclude 8"));
        expect(error).to.equal(undefined);
        expect(calls).to.deep.equal([]);
    });
});
