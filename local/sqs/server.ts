import * as path from "node:path";
import { pathToFileURL } from "node:url";
import type { buildApp } from "fauxqs" with { "resolution-mode": "import" };
import { createFront } from "./front";
import type { FrontOptions } from "./front";

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>["stores"]>;
type Store = Stores["sqsStore"];

/** SQS on one machine: fauxqs behind our front, for this machine's own clients only. */
interface SqsServer {
    endpoint: string;
    store: Store;
    stop(): Promise<void>;
}

/** fauxqs takes a store from outside, but doesn't export its class. */
const storeModule = path.join(__dirname, "../../node_modules/fauxqs/dist/sqs/sqsStore.js");

async function startServer(region: string, options: FrontOptions): Promise<SqsServer> {
    const fauxqs = await import("fauxqs");
    const { SqsStore } = (await import(pathToFileURL(storeModule).href)) as { SqsStore: new () => Store };
    const sqsStore = new SqsStore();
    // The other stores stay its own: nothing here talks to them.
    const app = fauxqs.buildApp({
        logger: false,
        host: "127.0.0.1",
        defaultRegion: region,
        stores: { sqsStore } as Stores,
    });
    const front = createFront(options);
    app.addHook("preHandler", front.before);
    app.addHook("onSend", front.after);
    const endpoint = await app.listen({ port: 0, host: "127.0.0.1" });
    return { endpoint, store: sqsStore, stop: () => app.close() };
}

export { startServer, type SqsServer, type Store };
