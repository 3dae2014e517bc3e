import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import * as protocol from "@pulumi/pulumi/proto/provider_pb";
import { accountOf, answering } from "./answering";
import type { Provider } from "./answering";
import * as operations from "./operations";
import { read, write } from "./wire";

/** `urn:pulumi:<stack>::<project>::<types, parents first>::<name>`. */
function partsOf(request: { getUrn(): string }): { type: string; name: string } {
    const [, , types, name] = request.getUrn().split("::");
    return { type: types.split("$").at(-1) as string, name };
}

/** What the engine asks of a provider's resources. */
export function resources(provider: Provider): UntypedServiceImplementation {
    return {
        check: answering(provider, "check", (request: protocol.CheckRequest) => {
            const { type, name } = partsOf(request);
            const [news, olds] = [read(request.getNews()), read(request.getOlds())];
            const { inputs, faults } = operations.check(type, name, news, olds, request.getRandomseed_asU8());
            const answer = new protocol.CheckResponse();
            answer.setInputs(write(inputs));
            answer.setFailuresList(
                faults.map((reason) => {
                    const failure = new protocol.CheckFailure();
                    failure.setReason(reason);
                    return failure;
                }),
            );
            return answer;
        }),
        diff: answering(provider, "diff", (request: protocol.DiffRequest) => {
            const { type } = partsOf(request);
            const [olds, news] = [read(request.getOldInputs()), read(request.getNews())];
            const { changed, replacing, deleteFirst } = operations.diff(type, olds, news);
            const { DIFF_NONE, DIFF_SOME } = protocol.DiffResponse.DiffChanges;
            const answer = new protocol.DiffResponse();
            answer.setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME);
            answer.setDiffsList(changed);
            answer.setReplacesList(replacing);
            answer.setDeletebeforereplace(deleteFirst);
            return answer;
        }),
        create: answering(provider, "create", (request: protocol.CreateRequest) => {
            const { type } = partsOf(request);
            const inputs = read(request.getProperties());
            const answer = new protocol.CreateResponse();
            if (request.getPreview()) {
                answer.setProperties(write(operations.preview(type, inputs)));
                return answer;
            }
            const { id, state } = operations.create(type, inputs, accountOf(provider));
            answer.setId(id);
            answer.setProperties(write(state));
            return answer;
        }),
        read: answering(provider, "read", (request: protocol.ReadRequest) => {
            const { type } = partsOf(request);
            const before = { inputs: read(request.getInputs()), state: read(request.getProperties()) };
            const found = operations.read(type, request.getId(), before, accountOf(provider));
            const answer = new protocol.ReadResponse();
            // Without an id: there is no such resource.
            if (!found) return answer;
            answer.setId(request.getId());
            answer.setInputs(write(found.inputs));
            answer.setProperties(write(found.state));
            return answer;
        }),
        update: answering(provider, "update", (request: protocol.UpdateRequest) => {
            const { type } = partsOf(request);
            const [olds, news] = [read(request.getOlds()), read(request.getNews())];
            const state = request.getPreview()
                ? operations.preview(type, news, olds)
                : operations.update(type, request.getId(), news, accountOf(provider));
            const answer = new protocol.UpdateResponse();
            answer.setProperties(write(state));
            return answer;
        }),
        delete: answering(provider, "delete", (request: protocol.DeleteRequest) => {
            operations.remove(partsOf(request).type, request.getId(), accountOf(provider));
            return new Empty();
        }),
    };
}
