import { expect } from "chai";
import { program, run } from "../start/command";
import type { Ran } from "../start/command";

/** Runs what `npm run faults -- ...args` runs, with the fault that never strikes among the others. */
function faults(...args: string[]): Promise<Ran> {
    const idle = ["-r", "./tests/lab/faults/idle"];
    return run([...program.slice(0, -1), ...idle, "lab/faults/main.ts", ...args]);
}

describe("npm run faults", function () {
    this.timeout(300_000);

    const idle = "--seed 3 --events 6 --outage 60 --only idle";
    // Both at once: they mostly wait.
    let [good, bad]: Promise<Ran>[] = [];
    before(() => {
        good = faults("--only", "poison-event", "--events", "6", "--seed", "3");
        bad = faults(...idle.split(" "));
    });

    it("prints its seed and a line for each fault, and ends with 0 when nothing was lost", async () => {
        const { code, stdout } = await good;
        expect(code).to.equal(0);
        expect(stdout).to.match(/^Seed 3: 1 faults/);
        expect(stdout.match(/│ poison-event/g)).to.have.length(2);
        expect(stdout).to.match(/2 runs in \d+ s: \d+ faults injected, 0 events lost/);
    });

    it("ends with 1, and with the command that does it again, when a fault did not do what it should", async () => {
        const { code, stdout } = await bad;
        expect(code).to.equal(1);
        expect(stdout)
            .to.contain("the fault never happened")
            .and.to.contain(`again: npm run faults -- ${idle}`);
    });

    it("says what it can be asked", async () => {
        const { code, stdout } = await faults("--help");
        expect([code, stdout.includes("--mixed N")]).to.deep.equal([0, true]);
    });

    it("ends with 2 for a name that no fault has", async () => {
        const { code, stderr } = await faults("--only", "nonsense");
        expect(code).to.equal(2);
        expect(stderr).to.match(/^No fault's name holds nonsense\.\nThere are: /);
    });
});
