import type { Policies } from "@pulumi/policy";
import { deadLetterQueuesEverywhere } from "./deadLetters";
import { encryptedWithOwnKey } from "./encryption";
import { forwarderAlone, forwarderRoleAlone } from "./forwarder";
import { noWildcardPermission } from "./permissions";
import { retentionIsSet } from "./retention";
import { bucketIsLocked, storeIsProtected } from "./store";

/** Every rule of the pack, in the order of README.md. */
export const rules: Policies = [
    noWildcardPermission,
    retentionIsSet,
    deadLetterQueuesEverywhere,
    storeIsProtected,
    bucketIsLocked,
    encryptedWithOwnKey,
    forwarderAlone,
    forwarderRoleAlone,
];
