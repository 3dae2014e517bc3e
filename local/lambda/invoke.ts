import { limits } from "../../handler/limits";
import type { Account } from "../describe";
import { Refused } from "../http/input";
import { parseJson } from "../http/messages";
import { functionOf } from "./describe";
import type { Operations } from "./types";

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html, asynchronously alone. */
export function invokeOperation(
    account: Account,
    take: (functionName: string, event: string) => void,
): Operations {
    return {
        "POST functions invocations"({ wanted, body, headers, authorize }) {
            const { name, arn } = functionOf(account, wanted);
            authorize("lambda:InvokeFunction", String(arn));
            const type = String(headers["x-amz-invocation-type"] ?? "RequestResponse");
            if (type !== "Event")
                throw new Refused("InvalidParameterValueException", `${type} is not served here: Event is.`);
            if (body === undefined)
                throw new Refused(
                    "RequestTooLargeException",
                    `The payload has more than ${limits.messageBytes} bytes.`,
                    413,
                );
            if (parseJson(body) === undefined)
                throw new Refused(
                    "InvalidRequestContentException",
                    "Could not parse request body into json.",
                );
            take(String(name), body.toString());
            return { status: 202 };
        },
    };
}
