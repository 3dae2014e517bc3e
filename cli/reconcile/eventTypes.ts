import { GetFunctionConfigurationCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { createSelector } from "../../handler/selecting";
import type { Unit } from "../deployment";
import { ifPermitted, type Skipped } from "../permissions";

export interface Exclusion {
    /** Whether the function leaves an event out, by its message. */
    isExcluded(this: void, message: string): boolean;
}

/** What `eventTypes` leaves out: as the function does it, with the setting that it has. */
export async function exclusionOf(
    client: LambdaClient,
    { functionName, functionArn }: Unit,
): Promise<Exclusion | Skipped> {
    const answer = await ifPermitted(
        `lambda:GetFunctionConfiguration on ${functionArn}`,
        client.send(new GetFunctionConfigurationCommand({ FunctionName: functionName })),
    );
    if ("skipped" in answer) return answer;
    const { EVENT_TYPES: setting } = answer.Environment?.Variables ?? {};
    if (setting === undefined) return { isExcluded: () => false };
    return createSelector({ read: (_, form) => form.exec(setting) ?? [] }, { print: () => undefined });
}
