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

/** What the two requests say of a resource alike. */
function fill<Message extends analyzer.AnalyzeRequest | analyzer.AnalyzerResource>(
    message: Message,
    shown: Shown,
): Message {
    message.setType(shown.type);
    message.setName(shown.name);
    message.setUrn(urnOf(shown));
    message.setProperties(Struct.fromJavaScript(shown.props));
    message.setOptions(new analyzer.AnalyzerResourceOptions());
    return message;
}

function inStack(shown: Shown, all: Shown[]): analyzer.AnalyzerResource {
    const resource = fill(new analyzer.AnalyzerResource(), shown);
    for (const [input, names] of Object.entries(shown.uses ?? {})) {
        const dependencies = new analyzer.AnalyzerPropertyDependencies();
        dependencies.setUrnsList(all.filter(({ name }) => names.includes(name)).map(urnOf));
        resource.getPropertydependenciesMap().set(input, dependencies);
    }
    return resource;
}

let client: Promise<AnalyzerClient> | undefined;

/** One process for all tests; it ends with theirs, and does not keep it from ending. */
async function start(): Promise<AnalyzerClient> {
    const server = spawn(process.execPath, ["-r", "./scripts/register", path.join(root, "policy/index.ts")], {
        cwd: root,
        stdio: ["ignore", "pipe", "inherit"],
    });
    process.once("exit", () => server.kill());
    const [port] = (await once(createInterface({ input: server.stdout }), "line")) as [string];
    server.unref();
    (server.stdout as Socket).unref();
    return new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
}

type Answered = (error: Error | null, answer: analyzer.AnalyzeResponse) => void;

async function lines(ask: (answered: Answered) => unknown, resource?: string): Promise<string[]> {
    const answer = await new Promise<analyzer.AnalyzeResponse>((resolve, reject) =>
        ask((error, given) => (error ? reject(error) : resolve(given))),
    );
    return answer.getDiagnosticsList().map((found) => {
        const name = resource ?? found.getUrn().split("::").at(-1);
        // The SDK puts the policy's description before the message.
        const message = found.getMessage().split("\n").at(-1);
        const advice = found.getEnforcementlevel() === analyzer.EnforcementLevel.ADVISORY;
        return `${advice ? "advice: " : ""}${found.getPolicyname()}: ${name}: ${message}`;
    });
}

/**
 * What the policy pack says of these resources, run as the engine runs it, in a process that answers over its protocol: a line
 * each, `policy: resource: message`, and `advice: ` before what stops nothing.
 */
export async function violations(resources: Shown[], config: Config = {}): Promise<string[]> {
    const pack = await (client ??= start());
    await new Promise<void>((resolve, reject) =>
        pack.configure(configuration(config), (error) => (error ? reject(error) : resolve())),
    );
    const found: string[] = [];
    for (const shown of resources) {
        const request = fill(new analyzer.AnalyzeRequest(), shown);
        found.push(...(await lines((answered) => pack.analyze(request, answered), shown.name)));
    }
    const stack = new analyzer.AnalyzeStackRequest();
    stack.setResourcesList(resources.map((shown) => inStack(shown, resources)));
    return [...found, ...(await lines((answered) => pack.analyzeStack(stack, answered)))];
}
