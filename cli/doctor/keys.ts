import { DescribeKeyCommand, type KMSClient } from "@aws-sdk/client-kms";
import { find, ok, problem, type Check } from "./check";

/** @param keyId What it is encrypted with, if with a key of the customer's. */
export function keyCheck(
    kms: KMSClient,
    region: string,
    name: string,
    keyId: () => Promise<string | undefined>,
): Check {
    return {
        name,
        async look() {
            const id = await keyId();
            if (id === undefined) return undefined;
            const found = await find(
                `kms:DescribeKey on ${id}`,
                kms.send(new DescribeKeyCommand({ KeyId: id })),
                /^NotFoundException$/,
            );
            const { KeyState: state = "gone", DeletionDate: date } = found?.KeyMetadata ?? {};
            const on = `--key-id ${id} --region ${region}`;
            const enable = `aws kms enable-key ${on}`;
            if (state === "Enabled") return ok(`${id} is enabled`);
            if (state === "Disabled") return problem(`The key ${id} is disabled.`, enable);
            if (state === "PendingDeletion")
                return problem(
                    `The key ${id} will be deleted at ${date?.toISOString() ?? "an unknown time"}; what is encrypted with it is then lost.`,
                    `aws kms cancel-key-deletion ${on} && ${enable}`,
                );
            return problem(
                `The key ${id} is ${state}.`,
                "Bring the key back, or give another one and run: pulumi up",
            );
        },
    };
}
