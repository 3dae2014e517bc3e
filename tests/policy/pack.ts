import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Socket } from "node:net";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

/** A resource as the engine shows it to a policy pack. */
export interface Shown {
    type: string;
    name: string;
    /** As the engine's protocol writes them, secrets and archives marked. */
    props: Record<string, JavaScriptValue>;
    /** Per input, the names of the resources that it was made from. */
    uses?: Record<string, string[]>;
    parent?: string;
}

export type Config = Record<string, Record<string, JavaScriptValue>>;

/** The policy pack, run as the engine runs it: a process that answers over the engine's protocol. */
export interface Pack {
    /** What the pack says of these resources: a line each, `policy: resource: message`, and `advice: ` before what stops nothing. */
    violations(resources: Shown[], config?: Config): Promise<string[]>;
}

const root = path.join(__dirname, "../..");

function urnOf({ type, name, parent }: Shown): string {
    return `urn:pulumi:test::test::${parent === undefined ? "" : `${parent}$`}${type}::${name}`;
}

function configuration(config: Config): analyzer.ConfigureAnalyzerRequest {
    const request = new analyzer.ConfigureAnalyzerRequest();
    for (const [policy, values] of Object.entries(config)) {
        const entry = new analyzer.PolicyConfig();
        entry.setEnforcementlevel(analyzer.EnforcementLevel.MANDATORY);
        entry.setProperties(Struct.fromJavaScript(values));
        request.getPolicyconfigMap().set(policy, entry);
    }
    return request;
}

function analyzed(shown: Shown): analyzer.AnalyzeRequest {
    const request = new analyzer.AnalyzeRequest();
    request.setType(shown.type);
    request.setName(shown.name);
    request.setUrn(urnOf(shown));
    request.setProperties(Struct.fromJavaScript(shown.props));
    request.setOptions(new analyzer.AnalyzerResourceOptions());
    return request;
}

function inStack(shown: Shown, all: Shown[]): analyzer.AnalyzerResource {
    const resource = new analyzer.AnalyzerResource();
    resource.setType(shown.type);
    resource.setName(shown.name);
    resource.setUrn(urnOf(shown));
    resource.setProperties(Struct.fromJavaScript(shown.props));
    resource.setOptions(new analyzer.AnalyzerResourceOptions());
    const urns = (names: string[]) => all.filter(({ name }) => names.includes(name)).map(urnOf);
    for (const [input, names] of Object.entries(shown.uses ?? {})) {
        const dependencies = new analyzer.AnalyzerPropertyDependencies();
        dependencies.setUrnsList(urns(names));
        resource.getPropertydependenciesMap().set(input, dependencies);
    }
    return resource;
}

let pack: Promise<Pack> | undefined;

/** One pack for all tests of a process; it ends with the process, and does not keep it from ending. */
export function thePack(): Promise<Pack> {
    return (pack ??= startPack());
}

async function startPack(): Promise<Pack> {
    const server = spawn(process.execPath, ["-r", "./scripts/register", path.join(root, "policy/index.ts")], {
        cwd: root,
        stdio: ["ignore", "pipe", "inherit"],
    });
    process.once("exit", () => server.kill());
    const [port] = (await once(createInterface({ input: server.stdout }), "line")) as [string];
    server.unref();
    (server.stdout as Socket).unref();
    const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
    const call = <Answer>(ask: (callback: (error: Error | null, answer: Answer) => void) => unknown) =>
        new Promise<Answer>((resolve, reject) =>
            ask((error, answer) => (error ? reject(error) : resolve(answer))),
        );
    const lines = (answer: analyzer.AnalyzeResponse, resource?: string) =>
        answer.getDiagnosticsList().map((found) => {
            const name = resource ?? found.getUrn().split("::").at(-1);
            // The SDK puts the policy's description before the message.
            const message = found.getMessage().split("\n").at(-1);
            const advice = found.getEnforcementlevel() === analyzer.EnforcementLevel.ADVISORY;
            return `${advice ? "advice: " : ""}${found.getPolicyname()}: ${name}: ${message}`;
        });
    return {
        async violations(resources, config = {}) {
            await call((callback) => client.configure(configuration(config), callback));
            const found: string[] = [];
            for (const shown of resources) {
                found.push(
                    ...lines(
                        await call<analyzer.AnalyzeResponse>((callback) =>
                            client.analyze(analyzed(shown), callback),
                        ),
                        shown.name,
                    ),
                );
            }
            const stack = new analyzer.AnalyzeStackRequest();
            stack.setResourcesList(resources.map((shown) => inStack(shown, resources)));
            return [
                ...found,
                ...lines(
                    await call<analyzer.AnalyzeResponse>((callback) => client.analyzeStack(stack, callback)),
                ),
            ];
        },
    };
}
