import * as grpc from "@grpc/grpc-js";
import type { Place } from "../../../local/aws/place";
import { Account, Refusal } from "./account";
import type { Cloud } from "./cloud";

/** What a test lets fail or come late: told of each call before anything is done, it may throw or take its time. */
export type Interfere = (method: string, about: string) => void | Promise<void>;

/** What the requests of the protocol have in common. */
interface Request {
    serializeBinary(): Uint8Array;
    getUrn?(): string | undefined;
    getTok?(): string;
    getPreview?(): boolean;
}

/** What a provider knows while it runs. */
export interface Provider {
    cloud: Cloud;
    interfere: Interfere;
    /** Where its configuration sends it; every program here has one of each provider. */
    place?: Place;
}

/** The account that the provider was configured for. */
export function accountOf({ cloud, place }: Provider): Account {
    if (place) return new Account(cloud, place);
    throw new Refusal("MissingRegion", "this provider has no Region; set it in its configuration");
}

/** A handler of the protocol: what it throws is the answer, too. A preview is never interfered with. */
export function answering<Q extends Request, A>(
    { interfere }: Provider,
    method: string,
    handler: (request: Q) => A,
): grpc.handleUnaryCall<Q, A> {
    const answer = async (call: grpc.ServerUnaryCall<Q, A>) => {
        const { request } = call;
        const about = request.getUrn?.() ?? request.getTok?.() ?? "";
        if (request.getPreview?.() !== true) await interfere(method, about);
        return handler(request);
    };
    return (call, callback) => {
        answer(call).then(
            (result) => callback(null, result),
            (error: Error) => callback({ code: grpc.status.UNKNOWN, details: error.message }),
        );
    };
}
