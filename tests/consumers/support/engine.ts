/** The engine's side of Pulumi's protocol, for a program in a process of its own: makes nothing, answers at once, and records. */
import { Server, ServerCredentials } from "@grpc/grpc-js";
import type { handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import { runtime } from "@pulumi/pulumi";
import type { asset } from "@pulumi/pulumi";
import * as engineService from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as engineMessages from "@pulumi/pulumi/proto/engine_pb";
import * as resourceService from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as resourceMessages from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { registrationOf } from "../../support/pulumi/registration";
import type { Inputs, Registration } from "../../support/pulumi/registration";
import { answer, ordinaryWorld, outputsOf } from "../../support/pulumi/world";

export interface Engine {
    /** Where the program finds its monitor and its engine. */
    address: string;
    registrations: Registration[];
    /** What would be the function's zip. */
    code?: asset.AssetArchive;
    /** The stack's outputs. */
    outputs?: Inputs;
    /** What the program wrote to the engine's log, but for what is for debugging. */
    messages: string[];
    stop(): void;
}

/** An answer, or an error of the stand-in itself as the program's. */
function replying<Request, Response>(
    reply: (request: Request) => Response,
): handleUnaryCall<Request, Response> {
    return ({ request }, callback) => {
        try {
            callback(null, reply(request));
        } catch (error) {
            callback(error as Error);
        }
    };
}

function structOf(value: object): Struct {
    return Struct.fromJavaScript(value as Record<string, JavaScriptValue>);
}

function logMethods(engine: Engine): UntypedServiceImplementation {
    return {
        log: replying((request: engineMessages.LogRequest) => {
            if (request.getSeverity() > engineMessages.LogSeverity.DEBUG)
                engine.messages.push(request.getMessage());
            return new Empty();
        }),
        requirePulumiVersion: replying(() => new engineMessages.RequirePulumiVersionResponse()),
        getRootResource: replying(() => new engineMessages.GetRootResourceResponse()),
        setRootResource: replying(() => new engineMessages.SetRootResourceResponse()),
    };
}

/** What the engine has known for so long that every version which is tested asks for it by name. */
const features = new Set(["secrets", "resourceReferences", "aliasSpecs"]);

function monitorMethods(engine: Engine): UntypedServiceImplementation {
    const world = ordinaryWorld();
    return {
        supportsFeature: replying((request: resourceMessages.SupportsFeatureRequest) => {
            const response = new resourceMessages.SupportsFeatureResponse();
            response.setHassupport(features.has(request.getId()));
            return response;
        }),
        registerResource: replying((request: resourceMessages.RegisterResourceRequest) => {
            const registration = registrationOf(request);
            const { type, name, inputs, custom } = registration;
            if (type === "aws:lambda/function:Function") {
                const known = runtime.deserializeProperties(request.getObject()!);
                engine.code = known.code as asset.AssetArchive;
            }
            if (type !== "pulumi:pulumi:Stack") engine.registrations.push(registration);
            const response = new resourceMessages.RegisterResourceResponse();
            response.setUrn(`urn:pulumi:test::consumer::${type}::${name}`);
            response.setId(custom ? `${name}-id` : "");
            response.setObject(structOf({ ...inputs, ...outputsOf(world, { type, name, inputs }) }));
            return response;
        }),
        registerResourceOutputs: replying((request: resourceMessages.RegisterResourceOutputsRequest) => {
            if (request.getUrn().includes("::pulumi:pulumi:Stack::"))
                engine.outputs = request.getOutputs()!.toJavaScript();
            return new Empty();
        }),
        invoke: replying((request: resourceMessages.ResourceInvokeRequest) => {
            const inputs = request.getArgs()?.toJavaScript() ?? {};
            const known = answer(world, {
                token: request.getTok(),
                inputs,
                provider: request.getProvider(),
            });
            const response = new resourceMessages.ResourceInvokeResponse();
            response.setReturn(structOf(known));
            return response;
        }),
        signalAndWaitForShutdown: replying(() => new Empty()),
    };
}

/** Listens on this machine only. */
export async function startEngine(): Promise<Engine> {
    const server = new Server();
    const engine: Engine = {
        address: "",
        registrations: [],
        messages: [],
        stop: () => server.forceShutdown(),
    };
    server.addService(engineService.EngineService, logMethods(engine));
    server.addService(resourceService.ResourceMonitorService, monitorMethods(engine));
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
            error ? reject(error) : resolve(bound),
        );
    });
    engine.address = `127.0.0.1:${port}`;
    return engine;
}
