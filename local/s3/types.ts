/** The words of the buckets: what they are, what is in them, and how faults are put in. */
import type { Caller } from "../aws/iam/callers";
import type { Policy } from "../aws/iam/policy";
import type { CallFault } from "../http/fault";

/** A bucket as it was registered. */
export interface BucketSettings {
    readonly name: string;
    readonly arn: string;
    readonly account: string;
    readonly region: string;
    readonly policy: Policy | undefined;
    /** The policy as it is written. */
    readonly writtenPolicy?: string;
    /** `BlockPublicAcls` and the like. */
    readonly publicAccessBlock?: Readonly<Record<string, boolean>>;
    readonly versioned: boolean;
    /** The default retention of new objects. */
    readonly lock?: { readonly mode: string; readonly days: number };
    /** The rules that delete objects, named as S3 names them; nothing is deleted here. */
    readonly lifecycle?: Readonly<Record<string, unknown>>[];
    /** Without a key of the customer's, objects are encrypted with S3's own. */
    readonly kmsKeyArn?: string;
}

/** What is under a key, or was: an object, or the marker of its deletion. */
export interface Version {
    readonly id: string;
    readonly key: string;
    readonly at: Date;
    readonly isMarker: boolean;
    readonly body: Buffer;
    readonly etag: string;
    /** Headers that GetObject answers as PutObject gave them. */
    readonly headers: Readonly<Record<string, string>>;
    readonly retention?: { readonly mode: string; readonly until: Date };
}

/** A call as the endpoint sees it. */
export interface ObjectCall {
    /** 1 for the first well-formed call that the endpoint received; a client's retries count. */
    readonly number: number;
    /** "PutObject", "GetObject", … */
    readonly action: string;
    readonly caller: Caller;
    readonly bucket: string;
    /** "" for a call that is about the bucket. */
    readonly key: string;
    readonly body: Buffer;
}

export interface ObjectFault extends CallFault {
    /** Wait this long between what is done and the answer. */
    answerDelayMs?: number;
}

/** Asked once for each well-formed call, before the endpoint decides. */
export type InterceptObjects = (call: ObjectCall) => ObjectFault | undefined;
