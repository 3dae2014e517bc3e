import { expect } from "chai";
import { main } from "../../../lab/faults/main";
import { faultCases } from "../../../lab/faults/table";
import { called, spawned } from "../command";

describe("npm run faults", function () {
    this.timeout(300_000);

    it("prints its seed and a line for each fault, and ends with 0 when nothing was lost", async () => {
        const { code, stdout } = await called(main, ..."--only poison-event --events 6 --seed 3".split(" "));
        expect(code).to.equal(0);
        expect(stdout).to.match(/^Seed 3: 1 faults with 6 events each, and 0 mixes .*100 times.*\n20 times/s);
        const rows = stdout.match(/^ *poison-event.*$/gm)?.map((row) => row.trim().split(/ {2,}/));
        // Injected, touched, lost, twice and dead-lettered; then the recovery.
        const counts = ["1", "1", "0", "0", "1"];
        expect(rows?.map((row) => row.slice(0, 7))).to.deep.equal([
            ["poison-event", "buffered", ...counts],
            ["poison-event", "direct", ...counts],
        ]);
        expect(rows?.[0].slice(7).join()).to.match(/^\d+ s\b/);
        expect(stdout).to.match(/2 runs in \d+ s: 2 faults injected, 0 events lost; [1-9]\d* times/);
    });

    it("ends with 1, and with the command that does it again, when a fault did not do what it should", async () => {
        const idle = "--seed 3 --events 6 --outage 60 --only idle";
        faultCases.push({
            name: "idle",
            what: "nothing goes wrong",
            ends: { direct: "lake" },
            inject: () => ({}),
        });
        const { code, stdout } = await called(main, ...idle.split(" "));
        faultCases.pop();
        expect(code).to.equal(1);
        expect(stdout)
            .to.contain("the fault never happened")
            .and.to.contain(`again: npm run faults -- ${idle}`);
    });

    it("says what it can be asked", async () => {
        const { code, stdout } = await called(main, "--help");
        expect([code, stdout.includes("--mixed N")]).to.deep.equal([0, true]);
    });

    it("ends with 2, as a process, for a name that no fault has", async () => {
        const { code, stderr } = await spawned("faults", "--only", "nonsense");
        expect(code).to.equal(2);
        expect(stderr).to.match(/^No fault's name holds nonsense\.\nThere are: /);
    });
});
