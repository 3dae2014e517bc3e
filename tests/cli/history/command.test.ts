import { expect } from "chai";
import { readFileSync, writeFileSync } from "node:fs";
import { run } from "../../../cli/program";
import { record } from "../../local/lake/support";
import { bundled } from "../bundled";
import { keptTerminal } from "../terminal";
import { staging, worldOf, type World } from "./support";

const days = ["2026-03-08", "2026-03-09", "2026-03-10"];

/** Five events a day, each of them twice: as an event that was delivered twice is in the lake. */
const records = days.flatMap((day) =>
    Array.from({ length: 10 }, (_, n) =>
        record(`${day}-${n % 5}`, {
            eventTime: `${day}T23:59:5${n % 5}Z`,
            additionalEventData: { raw: { detail: { uuid: `${day}-${n % 5}` } } },
        }),
    ),
);
const ids = [...new Set(records.map(({ eventData }) => String(eventData.UID)))].sort();

describe("the command history", function () {
    this.timeout(60_000);
    const { start } = bundled();
    const args = [
        ...["history", "--since", days[0], "--until", days[2]],
        ...["--staging", `s3://${staging.bucket}/history`],
    ];
    let world: World;
    beforeEach(async () => {
        world = await worldOf(records);
    });
    afterEach(() => world.close());

    const called = async (answer: boolean | undefined, ...more: string[]) => {
        const terminal = keptTerminal(answer);
        return { code: await run([...args, "--outputs", world.outputs, ...more], terminal), ...terminal };
    };
    const idsInS3 = (): string[] => world.rows().map(({ eventid }) => eventid);

    it("shows what it will do and writes nothing for no; then copies, and finds nothing to do", async () => {
        const refused = await called(false);
        expect([refused.code, idsInS3()]).to.deep.equal([0, []]);
        expect(refused.printed).to.deep.equal([
            [
                "  day         CloudTrail Lake  Athena",
                ...days.map((day) => `  ${day}                5       0`),
            ].join("\n"),
            "Nothing was written.",
        ]);
        expect((await called(undefined)).code).to.equal(2);
        const dry = JSON.parse((await called(undefined, "--json")).printed.join()) as { days: object[] };
        expect(dry).to.deep.include({ alike: 0, done: false });
        expect(dry.days[0]).to.deep.equal({ day: days[0], lake: 5, athena: 0 });
        expect(idsInS3()).to.deep.equal([]);
        const { code, printed, noted } = await called(true);
        expect([code, noted.length]).to.deep.equal([0, 3]);
        expect(printed.at(-1)?.split("\n").at(-1)).to.equal(
            `  ${days[2]}       5       5        0           0`,
        );
        expect(idsInS3().sort()).to.deep.equal(ids);
        const again = await called(undefined, "--json");
        expect([again.code, JSON.parse(again.printed.join())]).to.deep.equal([
            0,
            { alike: 3, days: [], done: true },
        ]);
    });

    it("does not compare what verify sent to CloudTrail Lake alone", async () => {
        await world.close();
        const marked = record("mark", {
            eventName: "ONELOGIN_EVENT_verify",
            eventTime: `${days[0]}T12:00:00Z`,
        });
        world = await worldOf([marked]);
        const { code, printed } = await called(undefined);
        expect([code, printed]).to.deep.equal([0, ["There is nothing to copy."]]);
    });

    it("reads the export in the Region of the event data store, though the events' bucket is in another", async () => {
        Object.assign(world.events.settings, { region: "eu-west-1" });
        const outputs = readFileSync(world.outputs, "utf8");
        writeFileSync(world.outputs, outputs.replace(":events:us-east-1:", ":events:eu-west-1:"));
        const { code, noted } = await called(undefined, "--yes");
        expect([code, noted.length]).to.deep.equal([0, 3]);
        expect(idsInS3().sort()).to.deep.equal(ids);
    });

    it("copies the days that are not the same, and says in JSON what it copied", async () => {
        await called(undefined, "--until", days[1], "--yes");
        const { code, printed } = await called(undefined, "--yes", "--json");
        const day = { day: days[2], events: 5, copied: 5, missing: [], unreadable: [] };
        expect([code, JSON.parse(printed.join())]).to.deep.equal([0, { days: [day], done: true }]);
    });

    it("says why it cannot, with exit code 1: a place that CloudTrail may not write to, a bucket that is another's", async () => {
        const nowhere = await called(undefined, "--yes", "--staging", "s3://nowhere/x");
        const words =
            "The bucket nowhere does not exist.\nMake the bucket, in the Region of the event data store.";
        expect([nowhere.code, nowhere.noted.at(-1)]).to.deep.equal([1, words]);
        const other = await called(undefined, "--yes", "--bucket-owner", "210987654321");
        expect([other.code, other.noted.at(-1)?.match(/AccessDenied|writerArns/g)]).to.deep.equal([
            1,
            ["AccessDenied", "writerArns"],
        ]);
    });

    /** Runs it, and kills it as nothing can be handled once `when` says so. */
    function killed(when: Promise<unknown>): Promise<number | null> {
        const child = start(...args, "--outputs", world.outputs, "--yes");
        void when.then(() => child.kill("SIGKILL"));
        return new Promise((resolve) => child.on("close", resolve));
    }

    it("killed after an object is written, and before that is known, and run again, misses nothing and writes nothing twice", async () => {
        let puts = 0;
        const second = new Promise<void>((resolve) =>
            world.intercept(({ action }) => {
                if (action !== "PutObject" || ++puts < 2) return undefined;
                setTimeout(resolve, 50);
                return { answerDelayMs: 60_000 };
            }),
        );
        expect(await killed(second)).to.equal(null);
        expect(new Set(idsInS3()).size).to.equal(10);
        world.intercept(undefined);
        const { code, notes } = await called(undefined, "--yes");
        expect(code, notes).to.equal(0);
        expect(idsInS3().sort()).to.deep.equal(ids);
    });
});
