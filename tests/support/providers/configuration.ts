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
import { read, revealed, text, write } from "./wire";
import type { Properties } from "./wire";

/** Providers pass lists and objects of their configuration as JSON text. */
function entries(value: unknown): Properties[] {
    const list: unknown = typeof value === "string" && value !== "" ? JSON.parse(value) : (value ?? []);
    return (Array.isArray(list) ? list : [list]) as Properties[];
}

/** The place that a provider's configuration names: its Region, and the account of the role that it assumes. */
function placeOf(configuration: Properties): Place | undefined {
    const { region, assumeRole, assumeRoles } = revealed(configuration);
    if (typeof region !== "string") return undefined;
    const [role] = [...entries(assumeRoles), ...entries(assumeRole)];
    const account = /^arn:[^:]+:iam::(\d{12}):role\//.exec(text(role?.roleArn))?.[1];
    return placeIn(region, account);
}

/** A provider's own affairs: who it is, where it works, and its functions. The engine goes on without what is not implemented. */
export function configuration(provider: Provider, version: string): UntypedServiceImplementation {
    return {
        attach: answering(provider, "attach", () => new Empty()),
        getPluginInfo: answering(provider, "getPluginInfo", () => {
            const answer = new PluginInfo();
            answer.setVersion(version);
            return answer;
        }),
        configure: answering(provider, "configure", (request: protocol.ConfigureRequest) => {
            provider.place = placeOf(read(request.getArgs()));
            const answer = new protocol.ConfigureResponse();
            answer.setAcceptsecrets(true);
            answer.setSupportspreview(true);
            answer.setAcceptresources(true);
            return answer;
        }),
        invoke: answering(provider, "invoke", (request: protocol.InvokeRequest) => {
            const { place } = accountOf(provider);
            const isHere = (one: EventSource) => one.account === place.account && one.region === place.region;
            const sources = provider.cloud.eventSources.filter(isHere).map(({ name }) => name);
            const args = revealed(read(request.getArgs()));
            const answer = new protocol.InvokeResponse();
            answer.setReturn(write(answerOf(request.getTok(), args, place, sources)));
            return answer;
        }),
    };
}
