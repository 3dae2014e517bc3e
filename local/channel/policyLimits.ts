import { channelPolicyLimits as most } from "../../handler/limits";

interface Statement {
    Principal: { AWS: string | string[] };
}

/** What CloudTrail refuses a channel's policy for, if its document is too large; undefined if it is not. */
export function excessOf(document: unknown): string | undefined {
    const { Statement } = document as { Statement: Statement | Statement[] };
    const statements = [Statement].flat();
    if (statements.length > most.statements) return `a policy has at most ${most.statements} statements`;
    if (statements.some(({ Principal: { AWS } }) => [AWS].flat().length > most.principals))
        return `a statement has at most ${most.principals} principals`;
    if (JSON.stringify(document).length > most.characters)
        return `a policy has at most ${most.characters} characters`;
    return undefined;
}
