import type { CloudTrailClientConfig } from "@aws-sdk/client-cloudtrail";

export interface PutAuditEventsCommandInput {
    auditEvents: { id: string; eventData: string; eventDataChecksum?: string }[] | undefined;
    channelArn: string | undefined;
    externalId?: string;
}

export interface PutAuditEventsCommandOutput {
    successful: { id: string; eventID: string }[];
    failed: { id: string; errorCode: string; errorMessage: string }[];
    $metadata: { httpStatusCode?: number; requestId?: string; attempts?: number };
}

export declare class CloudTrailDataClient {
    constructor(configuration?: CloudTrailClientConfig);
    send(command: PutAuditEventsCommand): Promise<PutAuditEventsCommandOutput>;
    destroy(): void;
}

export declare class PutAuditEventsCommand {
    constructor(input: PutAuditEventsCommandInput);
    readonly input: PutAuditEventsCommandInput;
}

export declare class CloudTrailDataServiceException extends Error {
    readonly $fault: "client" | "server";
    readonly $metadata: PutAuditEventsCommandOutput["$metadata"];
}
export declare class ChannelInsufficientPermission extends CloudTrailDataServiceException {}
export declare class ChannelNotFound extends CloudTrailDataServiceException {}
export declare class ChannelUnsupportedSchema extends CloudTrailDataServiceException {}
export declare class DuplicatedAuditEventId extends CloudTrailDataServiceException {}
export declare class InvalidChannelARN extends CloudTrailDataServiceException {}
export declare class UnsupportedOperationException extends CloudTrailDataServiceException {}
