import { createHash, randomBytes } from "node:crypto";
import { Refused } from "../http/input";
import type { BucketSettings, Version } from "./types";

/** What a bucket keeps, in memory. Each operation is done at once: of two writers that are not to overwrite, one comes first. */
export interface Bucket {
    readonly settings: BucketSettings;
    /** @param isNew Refuse, if there is an object of this key. */
    put(key: string, body: Buffer, headers: Version["headers"], isNew: boolean): Version;
    /** The current object, or a certain version. */
    find(key: string, versionId?: string): Version | undefined;
    /** Hides the object behind a marker; without versions, or of a certain version, removes it for good. */
    remove(key: string, versionId: string | undefined, mayBypass: boolean): Version | undefined;
    /** The current objects, in the order of their keys. */
    list(prefix?: string): Version[];
    /** Every version of a key, the latest last. */
    versions(key: string): readonly Version[];
}

const oneDay = 86_400_000;

/** @param onPut Called for each object that is written. */
export function createBucket(
    settings: BucketSettings,
    now: () => Date,
    onPut: (object: Version) => void = () => undefined,
): Bucket {
    const { versioned, lock } = settings;
    const keys = new Map<string, Version[]>();
    const versions = (key: string) => keys.get(key) ?? [];
    const isCurrent = (version: Version | undefined) => version !== undefined && !version.isMarker;

    function add(key: string, content: Pick<Version, "isMarker" | "body" | "headers">): Version {
        const at = now();
        const retention =
            lock === undefined || content.isMarker
                ? undefined
                : { mode: lock.mode, until: new Date(at.getTime() + lock.days * oneDay) };
        const id = versioned ? randomBytes(24).toString("base64url") : "null";
        const etag = `"${createHash("md5").update(content.body).digest("hex")}"`;
        const version = { ...content, id, key, at, etag, retention };
        keys.set(key, versioned ? [...versions(key), version] : [version]);
        return version;
    }

    return {
        settings,
        versions,
        put(key, body, headers, isNew) {
            if (isNew && isCurrent(versions(key).at(-1)))
                throw new Refused(
                    "PreconditionFailed",
                    "At least one of the pre-conditions you specified did not hold",
                    412,
                );
            const object = add(key, { isMarker: false, body, headers });
            onPut(object);
            return object;
        },
        find(key, versionId) {
            if (versionId === undefined) return versions(key).at(-1);
            return versions(key).find(({ id }) => id === versionId);
        },
        remove(key, versionId, mayBypass) {
            if (versioned && versionId === undefined)
                return add(key, { isMarker: true, body: Buffer.alloc(0), headers: {} });
            const removed = versions(key).find(({ id }) => id === (versionId ?? "null"));
            if (removed !== undefined) checkRetention(removed, now(), mayBypass);
            const left = versions(key).filter((version) => version !== removed);
            if (left.length > 0) keys.set(key, left);
            else keys.delete(key);
            return removed;
        },
        list: (prefix = "") =>
            [...keys.keys()]
                .filter((key) => key.startsWith(prefix))
                // S3 orders by the bytes of UTF-8.
                .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
                .flatMap((key) => versions(key).at(-1) as Version)
                .filter(isCurrent),
    };
}

/** Whoever may bypass GOVERNANCE may delete; COMPLIANCE nobody bypasses. */
function checkRetention({ retention }: Version, at: Date, mayBypass: boolean): void {
    if (retention === undefined || retention.until <= at) return;
    if (mayBypass && retention.mode === "GOVERNANCE") return;
    throw new Refused("AccessDenied", "Access Denied because object protected by object lock.", 403);
}
