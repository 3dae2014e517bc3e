import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { ok, problem, type Check } from "./check";

/** Who calls: without credentials of the right account nothing else can be asked. @param account That of the deployment, if there is one. */
export function callerCheck(region: string, account?: string): Check {
    return {
        name: "credentials",
        async look() {
            const sts = new STSClient({ region });
            try {
                const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
                if (account === undefined || account === Account) return ok(`${Arn}`);
                return problem(
                    `They are of the account ${Account}, and the deployment is in ${account}.`,
                    "Choose others: aws login, or AWS_PROFILE",
                );
            } catch (error) {
                const { name, message } = error as Error;
                return problem(
                    `AWS does not take them, or there are none: ${message} (${name}).`,
                    "Log in: aws login, aws sso login, or AWS_PROFILE",
                );
            }
        },
    };
}
