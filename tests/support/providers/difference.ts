import * as protocol from "@pulumi/pulumi/proto/provider_pb";
import type { Difference } from "./operations";

const { Kind } = protocol.PropertyDiff;

/** The kinds come in pairs: without, and with a replacement. */
function kindOf(input: string, { added, removed, replacing }: Difference): protocol.PropertyDiff.Kind {
    const replaces = replacing.includes(input);
    if (added.includes(input)) return replaces ? Kind.ADD_REPLACE : Kind.ADD;
    if (removed.includes(input)) return replaces ? Kind.DELETE_REPLACE : Kind.DELETE;
    return replaces ? Kind.UPDATE_REPLACE : Kind.UPDATE;
}

/** A difference in the engine's protocol. */
export function differenceOf(found: Difference): protocol.DiffResponse {
    const { DIFF_NONE, DIFF_SOME } = protocol.DiffResponse.DiffChanges;
    const answer = new protocol.DiffResponse();
    answer.setChanges(found.changed.length === 0 ? DIFF_NONE : DIFF_SOME);
    answer.setDiffsList(found.changed);
    answer.setReplacesList(found.replacing);
    answer.setDeletebeforereplace(found.deleteFirst);
    answer.setHasdetaileddiff(true);
    const details = answer.getDetaileddiffMap();
    for (const input of found.changed) {
        const detail = new protocol.PropertyDiff();
        detail.setKind(kindOf(input, found));
        detail.setInputdiff(true);
        details.set(input, detail);
    }
    return answer;
}
