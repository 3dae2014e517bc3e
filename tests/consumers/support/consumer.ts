/** What holds for every consumer, whatever its project is like and whatever installed it. */
import { expect } from "chai";
import { mkdir, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { OneLoginCloudTrailLake } from "../../../components";
import { unpack } from "../../../local/deploy/unpack";
import { provideSdk } from "../../../local/sdk/install";
import { readForwarder } from "../../golden/files";
import { runUnpacked } from "../../../lab/forwarder/closure";
import { batchOf, bodies } from "../../../lab/forwarder/events";
import { record } from "../../support/pulumi/recorder";
import type { Registration } from "../../support/pulumi/registration";
import { startServices } from "../../../lab/forwarder/services";
import { copiesOf } from "./copies";
import { cleanUp, oldestNode, patience, temporary } from "./installers";
import { newest, unpinned } from "./pins";
import { runProgram } from "./program";
import type { Ran } from "./program";

// At the end of the whole run, for all suites share the tarball and the tools.
after(cleanUp);

export interface Consumer {
    /** The folder of the program, with its package.json. */
    folder: string;
    /** The folder that was installed in, where it is another. */
    root?: string;
}

const eventSourceName = "aws.partner/onelogin.com/US-205033/061112e9cb";

const graphOf = (registrations: Registration[]) =>
    registrations.map(({ type, name, parent }) => `${parent}/${name} ${type}`).sort();

/** The names of the archive's files, packages each as one. */
export async function filesOf({ code }: Ran): Promise<string[]> {
    return Object.keys(await code.assets).sort();
}

/** The function's text. */
async function textOf({ code }: Ran): Promise<string> {
    const { "__index.js": file } = (await code.assets) as Record<string, { text: Promise<string> }>;
    return file.text;
}

/** Runs the function from its archive in a clean process. `provide` puts there what Lambda's runtime has besides. */
export async function deliver(
    ran: Ran,
    provide: (folder: string) => Promise<unknown> = provideSdk,
): Promise<void> {
    const services = await startServices();
    try {
        const folder = await temporary("function-");
        // Above the function's own folder, so that what is in the archive goes first, as in Lambda.
        await provide(folder);
        await mkdir(join(folder, "task"));
        await unpack(ran.code, join(folder, "task"));
        const { results } = await runUnpacked(
            join(folder, "task"),
            [batchOf(bodies(3))],
            services.environment,
        );
        expect(results).to.deep.equal([{ returned: [] }]);
        expect(services.accepted.map(({ eventData }) => eventData.UID)).to.deep.equal(["e0", "e1", "e2"]);
    } finally {
        await services.stop();
    }
}

/** Tests that only some consumers have. They run after the program has. */
export type Tests = (ran: () => Ran, folder: () => string, root: () => string) => void;

/** The function's archive is the code, and that is enough for Lambda. */
export const codeAlone: Tests = (ran) => {
    it("puts nothing but the code into the function's zip", async () =>
        expect(await filesOf(ran())).to.deep.equal(["__index.js"]));

    it("has a function that delivers in a clean process", () => deliver(ran()));
};

/** A commit that passes today passes tomorrow. Whether the newest versions fit is asked by night. */
export const pinned: Tests = (_ran, _folder, root) => {
    if (!newest)
        it("has no version that the registry chose", () => expect(unpinned(root())).to.deep.equal([]));
};

/**
 * Tests of one consumer: its program runs to the end, and its function is the very one that is made here.
 * @param prepare Makes and installs the project.
 */
export function consumes(
    title: string,
    prepare: () => Promise<Consumer>,
    tests: Tests[] = [codeAlone, pinned],
): void {
    let consumer: Consumer;
    let ran: Ran;
    let older: Ran;

    describe(title, function () {
        this.timeout(patience);
        before(async () => {
            consumer = await prepare();
            const nodes = [process.execPath, await oldestNode()];
            [ran, older] = await Promise.all(nodes.map((node) => runProgram(consumer.folder, node)));
        });

        it("registers what is registered here", async () => {
            const here = await record(() => new OneLoginCloudTrailLake("onelogin", { eventSourceName }));
            const graph = graphOf(here.registrations).map((line) => line.replace(/^\//, "consumer-test/"));
            expect(graphOf(ran.registrations)).to.deep.equal(graph.sort());
        });

        it("has the stack's outputs", async () => {
            const files = await readdir(resolve(__dirname, "../../../queries"));
            const queries = files.filter((file) => file.endsWith(".sql"));
            const { channelArn, queries: made } = ran.outputs;
            expect(channelArn).to.match(/^arn:aws:cloudtrail:us-east-1:123456789012:channel\//);
            expect(Object.keys(made as object).map((name) => `${name}.sql`)).to.have.members(queries);
        });

        it("has the very text that was reviewed here", async () =>
            expect(await textOf(ran)).to.equal(readForwarder()));

        it("has it on the oldest Node, too", async () => {
            expect(await textOf(older)).to.equal(await textOf(ran));
            expect(await filesOf(older)).to.deep.equal(await filesOf(ran));
        });

        it("has one copy of Pulumi", () =>
            expect(copiesOf("@pulumi/pulumi", consumer.root ?? consumer.folder)).to.have.length(1));

        for (const test of tests)
            test(
                () => ran,
                () => consumer.folder,
                () => consumer.root ?? consumer.folder,
            );
    });
}
