import { Failure } from "./errors";

/** What was left out because the caller may not do it. */
export interface Skipped {
    skipped: string;
}

/**
 * What a call answers, or that it was skipped because the caller lacks the permission that it needs.
 * @param needs The action and what it is allowed on: `sqs:GetQueueAttributes on arn:…`.
 */
export async function ifPermitted<T>(needs: string, call: Promise<T>): Promise<T | Skipped> {
    try {
        return await call;
    } catch (error) {
        if (isDenied(error)) return { skipped: `needs ${needs}` };
        throw error;
    }
}

/** Services call it AccessDenied, AccessDeniedException or AccessDeniedFault, and SQS of old with dots before it. */
export function isDenied(error: unknown): boolean {
    return error instanceof Error && /(^|\.)AccessDenied/.test(error.name);
}

export function isSkipped(answer: object): answer is Skipped {
    return "skipped" in answer;
}

/**
 * What a call answers that nothing goes on without.
 * @throws Failure with what the caller may not do.
 */
export async function ifDenied<T>(needs: string, call: Promise<T>): Promise<T> {
    try {
        return await call;
    } catch (error) {
        // SQS lets the caller in, and the key does not (SQS API reference, ReceiveMessage and SendMessageBatch).
        if (error instanceof Error && error.name === "KmsAccessDenied")
            throw new Failure(
                `The caller may not use the queue's key: ${error.message}`,
                "Let it kms:Decrypt and kms:GenerateDataKey on that key: docs/resources.md.",
            );
        if (!isDenied(error)) throw error;
        throw new Failure(`The caller needs ${needs}.`, "docs/resources.md has the policy of this command.");
    }
}
