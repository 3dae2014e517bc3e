/** Keys of the customer's: nobody makes them here, so that each is there and enabled, unless it is said otherwise. */
import { only, Refused, required, type Input } from "../http/input";
import type { Account } from "./account";

export function kmsOperations({ keys }: Account): Record<string, (input: Input) => object> {
    return {
        DescribeKey(input) {
            only(input, "KeyId");
            const arn = required(input, "KeyId");
            const state = keys.get(arn) ?? { KeyState: "Enabled" };
            if (state.KeyState === undefined)
                throw new Refused("NotFoundException", `Key '${arn}' does not exist`);
            return {
                KeyMetadata: { KeyId: arn.split("/").at(-1), Arn: arn, KeyManager: "CUSTOMER", ...state },
            };
        },
    };
}
