import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as protocol from "@pulumi/pulumi/proto/provider_pb";
import { answer as answerOf } from "../../../local/aws/functions";
import { placeIn } from "../../../local/aws/place";
import type { Place } from "../../../local/aws/place";
import { accountOf, answering } from "./answering";
import type { Provider } from "./answering";
import type { EventSource } from "./cloud";
import { read, revealed, same, text, write } from "./wire";
import type { Properties } from "./wire";

/** Providers pass lists and objects of their configuration as JSON text. */
function entries(value: unknown): Properties[] {
    const list: unknown = typeof value === "string" && value !== "" ? JSON.parse(value) : (value ?? []);
    return (Array.isArray(list) ? list : [list]) as Properties[];
}

/** The place that a provider's configuration names: its Region, and the account of the role that it assumes. */
function placeOf(configuration: Properties): Place | undefined {
    const { region, assumeRole, assumeRoles } = revealed(configuration);
    if (typeof region !== "string" || region === "") return undefined;
    const [role] = [...entries(assumeRoles), ...entries(assumeRole)];
    const account = /^arn:[^:]+:iam::(\d{12}):role\//.exec(text(role?.roleArn))?.[1];
    return placeIn(region, account);
}

/** A provider's own affairs: who it is, where it works, and its functions. */
export function configuration(provider: Provider, version: string): UntypedServiceImplementation {
    return {
        handshake: answering(provider, "handshake", () => {
            const answer = new protocol.ProviderHandshakeResponse();
            answer.setAcceptSecrets(true);
            answer.setAcceptResources(true);
            return answer;
        }),
        attach: answering(provider, "attach", () => new Empty()),
        cancel: answering(provider, "cancel", () => new Empty()),
        getPluginInfo: answering(provider, "getPluginInfo", () => {
            const answer = new PluginInfo();
            answer.setVersion(version);
            return answer;
        }),
        checkConfig: answering(provider, "checkConfig", (request: protocol.CheckRequest) => {
            const answer = new protocol.CheckResponse();
            answer.setInputs(request.getNews());
            return answer;
        }),
        diffConfig: answering(provider, "diffConfig", (request: protocol.DiffRequest) => {
            const [olds, news] = [read(request.getOldInputs()), read(request.getNews())];
            const replacing = ["region"].filter((key) => !same(olds[key], news[key]));
            const { DIFF_NONE, DIFF_SOME } = protocol.DiffResponse.DiffChanges;
            const answer = new protocol.DiffResponse();
            answer.setChanges(replacing.length === 0 ? DIFF_NONE : DIFF_SOME);
            answer.setReplacesList(replacing);
            return answer;
        }),
        configure: answering(provider, "configure", (request: protocol.ConfigureRequest, call) => {
            const place = placeOf(read(request.getArgs()));
            if (place) provider.places.set(call.getPeer(), place);
            const answer = new protocol.ConfigureResponse();
            answer.setAcceptsecrets(true);
            answer.setSupportspreview(true);
            answer.setAcceptresources(true);
            return answer;
        }),
        invoke: answering(provider, "invoke", (request: protocol.InvokeRequest, call) => {
            const { place } = accountOf(provider, call);
            const isHere = (one: EventSource) => one.account === place.account && one.region === place.region;
            const sources = provider.cloud.eventSources.filter(isHere).map(({ name }) => name);
            const args = revealed(read(request.getArgs()));
            const answer = new protocol.InvokeResponse();
            answer.setReturn(write(answerOf(request.getTok(), args, place, sources)));
            return answer;
        }),
    };
}
