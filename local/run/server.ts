import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { UserError } from "../userError";

/** HTTP on this machine alone. */
export interface LocalServer {
    endpoint: string;
    /** Refuses connections, until the answer is called. */
    goOffline(): Promise<() => Promise<void>>;
    stop(this: void): Promise<void>;
}

export interface ServerOptions {
    /** 0 takes any free port. */
    port?: number;
    /** Asked at every request before it is read, with 1 for the first: true breaks the connection. */
    breaks?: (request: number) => boolean;
}

export async function startServer(
    listener: RequestListener,
    { port = 0, breaks }: ServerOptions = {},
): Promise<LocalServer> {
    let requests = 0;
    const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
        if (breaks?.(++requests)) request.socket.resetAndDestroy();
        else listener(request, response);
    });
    const taken = await listen(server, port);
    return {
        endpoint: `http://127.0.0.1:${taken}`,
        async goOffline() {
            await close(server);
            return async () => void (await listen(server, taken));
        },
        stop: () => close(server),
    };
}

async function listen(server: Server, port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
        server.once("error", (error: NodeJS.ErrnoException) => {
            const taken = new UserError(
                `Port ${port} is in use.`,
                "Choose another with --port, or leave --port out for any free one.",
            );
            reject(error.code === "EADDRINUSE" ? taken : error);
        });
        server.listen(port, "127.0.0.1", resolve);
    });
    return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
}
