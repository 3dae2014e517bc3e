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

/** A client of one provider that is configured, as the engine is one. */
export class Engine {
    constructor(private readonly client: ResourceProviderClient) {}

    /** One call of the protocol. */
    private ask<A>(call: (done: (error: ServiceError | null, answer: A) => void) => unknown): Promise<A> {
        return new Promise((resolve, reject) =>
            call((error, answer) => (error ? reject(new Error(error.details)) : resolve(answer))),
        );
    }

    async configure(configuration: Properties): Promise<void> {
        const request = new protocol.ConfigureRequest();
        request.setArgs(write(configuration));
        await this.ask<protocol.ConfigureResponse>((done) => this.client.configure(request, done));
    }

    async invoke(token: string, args: Properties = {}): Promise<Properties> {
        const request = new protocol.InvokeRequest();
        request.setTok(token);
        request.setArgs(write(args));
        return read(
            (
                await this.ask<protocol.InvokeResponse>((done) => this.client.invoke(request, done))
            ).getReturn(),
        );
    }

    async check(
        type: string,
        news: Properties,
        olds: Properties = {},
        seed = "",
    ): Promise<{ inputs: Properties; faults: string[] }> {
        const request = new protocol.CheckRequest();
        request.setUrn(urnOf(type));
        request.setNews(write(news));
        request.setOlds(write(olds));
        request.setRandomseed(Buffer.from(seed));
        const answer = await this.ask<protocol.CheckResponse>((done) => this.client.check(request, done));
        const faults = answer.getFailuresList().map((failure) => failure.getReason());
        return { inputs: read(answer.getInputs()), faults };
    }

    async diff(type: string, olds: Properties, news: Properties, ignored: string[] = []) {
        const request = new protocol.DiffRequest();
        request.setUrn(urnOf(type));
        request.setOldInputs(write(olds));
        request.setNews(write(news));
        request.setIgnorechangesList(ignored);
        const answer = await this.ask<protocol.DiffResponse>((done) => this.client.diff(request, done));
        const details = [...answer.getDetaileddiffMap().entries()] as [string, protocol.PropertyDiff][];
        return {
            changed: answer.getDiffsList(),
            replacing: answer.getReplacesList(),
            deleteFirst: answer.getDeletebeforereplace(),
            kinds: Object.fromEntries(details.map(([input, detail]) => [input, detail.getKind()])),
        };
    }

    async create(type: string, inputs: Properties, preview = false): Promise<Made> {
        const request = new protocol.CreateRequest();
        request.setUrn(urnOf(type));
        request.setProperties(write(inputs));
        request.setPreview(preview);
        const answer = await this.ask<protocol.CreateResponse>((done) => this.client.create(request, done));
        return { id: answer.getId(), state: read(answer.getProperties()) };
    }

    async read(type: string, id: string, inputs: Properties = {}, state: Properties = {}) {
        const request = new protocol.ReadRequest();
        request.setUrn(urnOf(type));
        request.setId(id);
        request.setInputs(write(inputs));
        request.setProperties(write(state));
        const answer = await this.ask<protocol.ReadResponse>((done) => this.client.read(request, done));
        return {
            id: answer.getId(),
            inputs: read(answer.getInputs()),
            state: read(answer.getProperties()),
        };
    }

    async update(type: string, { id, state }: Made, news: Properties, preview = false): Promise<Properties> {
        const request = new protocol.UpdateRequest();
        request.setUrn(urnOf(type));
        request.setId(id);
        request.setOlds(write(state));
        request.setNews(write(news));
        request.setPreview(preview);
        return read(
            (
                await this.ask<protocol.UpdateResponse>((done) => this.client.update(request, done))
            ).getProperties(),
        );
    }

    async remove(type: string, { id }: Pick<Made, "id">): Promise<void> {
        const request = new protocol.DeleteRequest();
        request.setUrn(urnOf(type));
        request.setId(id);
        await this.ask((done) => this.client.delete(request, done));
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
