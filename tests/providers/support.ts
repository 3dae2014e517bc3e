import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { credentials } from "@grpc/grpc-js";
import type { ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as protocol from "@pulumi/pulumi/proto/provider_pb";
import { Cloud, startProviders } from "../support/providers";
import { read, write } from "../support/providers/wire";
import type { Properties } from "../support/providers/wire";

export const region = "us-east-1";
export const account = "123456789012";

/** What an engine sends, and gets, of one resource. */
export interface Made {
    id: string;
    state: Properties;
}

export function urnOf(type: string, name = "it"): string {
    return `urn:pulumi:test::test::test:index:Component$${type}::${name}`;
}

/** A request of the protocol: `{ Urn: … }` is what `setUrn` sets. */
export function requestOf<R extends object>(Type: new () => R, fields: Record<string, unknown> = {}): R {
    const request = new Type();
    for (const [name, value] of Object.entries(fields))
        (request as Record<string, (value: unknown) => void>)[`set${name}`](value);
    return request;
}

type Answered<A> = (error: ServiceError | null, answer: A) => void;

/** One call of the protocol. */
export function ask<A>(client: ResourceProviderClient, method: string, request: object): Promise<A> {
    const calls = client as unknown as Record<string, (request: object, answered: Answered<A>) => void>;
    return new Promise((resolve, reject) =>
        calls[method](request, (error, answer) =>
            error ? reject(new Error(error.details)) : resolve(answer),
        ),
    );
}

/** A client of one provider that is configured, as the engine is one. */
export class Engine {
    constructor(private readonly client: ResourceProviderClient) {}

    async configure(configuration: Properties): Promise<void> {
        const request = requestOf(protocol.ConfigureRequest, { Args: write(configuration) });
        await ask(this.client, "configure", request);
    }

    async invoke(token: string, args: Properties = {}): Promise<Properties> {
        const request = requestOf(protocol.InvokeRequest, { Tok: token, Args: write(args) });
        return read((await ask<protocol.InvokeResponse>(this.client, "invoke", request)).getReturn());
    }

    async check(type: string, news: Properties, olds: Properties = {}, seed = "") {
        const request = requestOf(protocol.CheckRequest, {
            Urn: urnOf(type),
            News: write(news),
            Olds: write(olds),
            Randomseed: Buffer.from(seed),
        });
        const answer = await ask<protocol.CheckResponse>(this.client, "check", request);
        const faults = answer.getFailuresList().map((failure) => failure.getReason());
        return { inputs: read(answer.getInputs()), faults };
    }

    async diff(type: string, olds: Properties, news: Properties, ignored: string[] = []) {
        const request = requestOf(protocol.DiffRequest, {
            Urn: urnOf(type),
            OldInputs: write(olds),
            News: write(news),
            IgnorechangesList: ignored,
        });
        const answer = await ask<protocol.DiffResponse>(this.client, "diff", request);
        const details = [...answer.getDetaileddiffMap().entries()] as [string, protocol.PropertyDiff][];
        return {
            changed: answer.getDiffsList(),
            replacing: answer.getReplacesList(),
            deleteFirst: answer.getDeletebeforereplace(),
            kinds: Object.fromEntries(details.map(([input, detail]) => [input, detail.getKind()])),
        };
    }

    async create(type: string, inputs: Properties, preview = false): Promise<Made> {
        const fields = { Urn: urnOf(type), Properties: write(inputs), Preview: preview };
        const request = requestOf(protocol.CreateRequest, fields);
        const answer = await ask<protocol.CreateResponse>(this.client, "create", request);
        return { id: answer.getId(), state: read(answer.getProperties()) };
    }

    async read(type: string, id: string, inputs: Properties = {}, state: Properties = {}) {
        const fields = { Urn: urnOf(type), Id: id, Inputs: write(inputs), Properties: write(state) };
        const request = requestOf(protocol.ReadRequest, fields);
        const answer = await ask<protocol.ReadResponse>(this.client, "read", request);
        const found = [answer.getInputs(), answer.getProperties()].map(read);
        return { id: answer.getId(), inputs: found[0], state: found[1] };
    }

    async update(type: string, { id, state }: Made, news: Properties, preview = false): Promise<Properties> {
        const fields = { Urn: urnOf(type), Id: id, Olds: write(state), News: write(news), Preview: preview };
        const request = requestOf(protocol.UpdateRequest, fields);
        return read((await ask<protocol.UpdateResponse>(this.client, "update", request)).getProperties());
    }

    async remove(type: string, { id }: Pick<Made, "id">): Promise<void> {
        await ask(this.client, "delete", requestOf(protocol.DeleteRequest, { Urn: urnOf(type), Id: id }));
    }

    close(): void {
        this.client.close();
    }
}

/** Both providers over one cloud, with a configured client of each. */
export interface Bench {
    file: string;
    cloud: Cloud;
    aws: Engine;
    native: Engine;
    /** A client more, of a provider with this configuration. */
    configured(name: "aws" | "aws-native", configuration?: Properties): Promise<Engine>;
    stop(): void;
}

export async function makeBench(): Promise<Bench> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "cloud-"));
    const file = path.join(folder, "cloud.json");
    const cloud = new Cloud(file);
    const providers = await startProviders(cloud);
    const engines: Engine[] = [];
    const configured: Bench["configured"] = async (name, configuration = { region }) => {
        // A connection of its own, as the engine makes for each provider.
        const options = { "grpc.use_local_subchannel_pool": 1 };
        const address = `127.0.0.1:${providers.ports[name]}`;
        const engine = new Engine(new ResourceProviderClient(address, credentials.createInsecure(), options));
        engines.push(engine);
        await engine.configure(configuration);
        return engine;
    };
    const stop = () => {
        engines.forEach((engine) => engine.close());
        providers.stop();
        fs.rmSync(folder, { recursive: true });
    };
    return {
        file,
        cloud,
        aws: await configured("aws"),
        native: await configured("aws-native"),
        configured,
        stop,
    };
}

/** A policy as text. */
export function policyOf(...statements: object[]): string {
    const Statement = statements.map((statement) => ({ Effect: "Allow", ...statement }));
    return JSON.stringify({ Version: "2012-10-17", Statement });
}

/** The refusal that a call meets. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
    try {
        await call;
    } catch (error) {
        return (error as Error).message;
    }
    throw new Error("it was not refused");
}
