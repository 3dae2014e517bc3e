import { expect } from "chai";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
    startInstance,
    type Instance,
    type InstanceSettings,
    type InvocationFault,
} from "../../../local/run/instance";
import { failure } from "../lake/support";

/** A function that does what its event says, and shows how its time passes. */
const source = `exports.handler = async ({ say, wait, fill, fail }, context) => {
    if (say) console.log(say);
    if (fail) throw new TypeError(fail);
    for (const list = []; fill; ) list.push(new Array(1000).fill(fill));
    const before = [Date.now(), context.getRemainingTimeInMillis()];
    await new Promise((resolve) => setTimeout(resolve, wait ?? 0));
    return { pid: process.pid, passed: Date.now() - before[0], spent: before[1] - context.getRemainingTimeInMillis() };
};`;

interface Result {
    pid: number;
    passed: number;
    spent: number;
}

describe("a process of the function", () => {
    let task: string;
    let instance: Instance;
    const lines: string[] = [];

    before(async () => {
        task = await mkdtemp(join(tmpdir(), "instance-"));
        await writeFile(join(task, "index.js"), source);
    });
    afterEach(() => instance.stop());
    after(() => rm(task, { recursive: true }));

    function start(changes: Partial<InstanceSettings> = {}): void {
        instance = startInstance({
            task,
            environment: { _HANDLER: "index.handler", LAMBDA_TASK_ROOT: task },
            heapMegabytes: 64,
            speed: 1,
            onLog: (line) => void lines.push(line),
            ...changes,
        });
    }

    function invoke(event: object, remaining = 60_000, fault: InvocationFault = {}): Promise<Result> {
        return instance.invoke(event, remaining, fault) as Promise<Result>;
    }

    it("takes one event after the other, hands on what is written, and uses its own memory, whatever this process holds", async () => {
        const held = Buffer.alloc(300_000_000, 1);
        start();
        const first = await invoke({ say: "one line" });
        expect((await invoke({})).pid).to.equal(first.pid);
        expect(lines).to.deep.equal(["one line"]);
        const { cpuMilliseconds, peakMegabytes } = instance.usage();
        expect(peakMegabytes).to.be.within(10, held.length / 1_000_000);
        expect(cpuMilliseconds).to.be.above(0);
    });

    it("passes on the function's own error, and lives", async () => {
        start();
        expect(await failure(invoke({ fail: "no such thing" }))).to.equal("TypeError: no such thing");
        expect(instance.isGone()).to.be.false;
    });

    it("fails the invocation, not the start, when the function can't be loaded", async () => {
        start({ environment: { _HANDLER: "absent.handler", LAMBDA_TASK_ROOT: task } });
        expect(await failure(invoke({}))).to.match(/^Error: Cannot find module/);
    });

    it("has a clock of its own, which its pauses and the time that remains keep to", async () => {
        start({ speed: 100 });
        const began = performance.now();
        const { passed, spent } = await invoke({ wait: 20_000 });
        expect(performance.now() - began).to.be.within(195, 15_000);
        expect(passed).to.be.at.least(20_000);
        expect(spent).to.be.at.least(20_000);
    });

    it("is killed when its time is over", async () => {
        start({ speed: 100 });
        const reason = await failure(invoke({ wait: 60_000 }, 3000));
        expect(reason).to.equal("Error: Task timed out after 3.00 seconds");
        expect(instance.isGone()).to.be.true;
    });

    it("is killed also while it stands still", async () => {
        start({ speed: 100 });
        const reason = await failure(invoke({}, 1000, { freeze: true }));
        expect(reason).to.equal("Error: Task timed out after 1.00 seconds");
    });

    it("can be killed before the function sees the event", async () => {
        start();
        await invoke({});
        const reason = await failure(invoke({ say: "seen" }, 60_000, { kill: "before" }));
        expect(reason).to.equal("Error: The function's process ended (SIGKILL).");
        expect(lines).not.to.contain("seen");
    });

    it("can be killed when the function has ended, and nobody has its answer", async () => {
        start();
        const reason = await failure(invoke({ say: "done" }, 60_000, { kill: "after" }));
        expect(reason).to.equal("Error: The function's process ended (SIGKILL).");
        expect(lines).to.contain("done");
    });

    it("ends when its heap is full", async () => {
        start({ heapMegabytes: 16 });
        expect(await failure(invoke({ fill: 1 }))).to.match(/^Error: The function's process ended/);
        expect(instance.isGone()).to.be.true;
    });
});
