import { credentials } from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import * as callback from "@pulumi/pulumi/proto/callback_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";

/** Calls the program back, as the engine does, over the program's own server. */
function invoke(transform: callback.Callback, request: resource.TransformRequest) {
    const client = new CallbacksClient(transform.getTarget(), credentials.createInsecure());
    const call = new callback.CallbackInvokeRequest();
    call.setToken(transform.getToken());
    call.setRequest(request.serializeBinary());
    return new Promise<resource.TransformResponse>((resolve, reject) => {
        client.invoke(call, (error, answer) => {
            client.close();
            if (error) reject(error);
            else resolve(resource.TransformResponse.deserializeBinary(answer.getResponse_asU8()));
        });
    });
}

/** Changes the inputs; options stay as they are, because no program here changes one that a recording shows. */
async function apply(transform: callback.Callback, request: resource.RegisterResourceRequest): Promise<void> {
    const asked = new resource.TransformRequest();
    asked.setType(request.getType());
    asked.setName(request.getName());
    asked.setCustom(request.getCustom());
    asked.setParent(request.getParent());
    asked.setProperties(request.getObject());
    asked.setOptions(new resource.TransformResourceOptions());
    const answer = await invoke(transform, asked);
    request.setObject(answer.getProperties());
}

/**
 * What the engine does with the option `transforms`: first a resource's own, then its parent's, and so on up
 * (pulumi/pulumi, pkg/resource/deploy/source_eval.go). The monitor of Pulumi's mocks leaves them out.
 */
export class Transforms {
    private readonly inherited = new Map<string, callback.Callback[]>();

    /** Before a resource is registered. */
    public async change(request: resource.RegisterResourceRequest): Promise<void> {
        for (const transform of this.of(request)) await apply(transform, request);
    }

    /** Afterwards: its children take over what holds for it. */
    public remember(urn: string, request: resource.RegisterResourceRequest): void {
        this.inherited.set(urn, this.of(request));
    }

    private of(request: resource.RegisterResourceRequest): callback.Callback[] {
        return [...request.getTransformsList(), ...(this.inherited.get(request.getParent()) ?? [])];
    }
}
