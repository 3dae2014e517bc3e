import { expect } from "chai";
import { programs } from "../golden/programs";
import type { Recording } from "../support/pulumi/recorder";
import { recordStack, stackFile } from "../support/pulumi/stack";
import { violations } from "./pack";
import type { Config, Shown } from "./pack";

/** What a program registers, as the engine shows it: secrets marked, and what each input was made from. */
function shownOf({ registrations, errors }: Recording<unknown>): Shown[] {
    expect(errors).to.deep.equal([]);
    const typeOf = (name: string) => registrations.find((one) => one.name === name)?.type;
    return registrations.map(({ type, name, marked, uses, parent }) => ({
        type,
        name,
        props: marked,
        uses,
        parent: typeOf(parent),
    }));
}

/** Asks for keys of the company's, but for what holds no events. */
const ownKeys: Config = {
    "encrypted-with-own-key": {
        required: true,
        except: [
            "onelogin-function-log",
            "onelogin-s3-function-log",
            "workforce-function-log",
            "customers-function-log",
        ],
    },
};

/** The settings that a program is made for, where those are not the pack's defaults. */
const settings: Record<string, Config> = { production: ownKeys };

/** What holds events, and has no key of the company's unless it is given one. */
const keyless = /-(dead-letters|event-log|queue|store|s3-encryption)$/;

const key = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const more = {
    channelPolicyAccountIds: ["111122223333"],
    deliveryKmsKeyArn: key,
    eventDataStoreKmsKeyArn: key,
    eventLogKmsKeyArn: key,
    eventLogPolicyScope: "logGroup",
    forwarderTracing: true,
};
const moreOfS3 = {
    destinations: ["s3"],
    s3KmsKeyArn: key,
    s3DeliveryKmsKeyArn: key,
    s3WriterArns: ["arn:aws:iam::123456789012:role/history"],
    eventLogKmsKeyArn: key,
    forwarderTracing: true,
};

/** Settings of the stack program and of the pack, and what the pack says. */
const stacks: [title: string, settings: object, config: Config, said: string[]][] = [
    ["all that adds permissions, buffered: finds nothing, keys asked for", more, ownKeys, []],
    [
        "all that adds permissions, direct: finds nothing, keys asked for",
        { ...more, deliveryMode: "direct" },
        ownKeys,
        [],
    ],
    ["S3 and all that adds permissions: finds nothing, keys asked for", moreOfS3, ownKeys, []],
    [
        "a bucket that can be deleted: says so",
        { destinations: ["s3"], s3ObjectLockMode: "NONE", s3RetainOnDelete: false },
        {},
        [
            "bucket-is-locked: onelogin-s3-bucket: It has no Object Lock: the evidence could be deleted. Leave s3.objectLock.mode out, or set another than NONE.",
            "bucket-is-locked: onelogin-s3-bucket: forceDestroy is true: a destroy deletes every event. Leave s3.retainOnDelete out, or set it to true.",
        ],
    ],
    [
        "a store that can be deleted: says so",
        { eventDataStoreRetainOnDelete: false, eventDataStoreTerminationProtection: false },
        {},
        [
            "store-is-protected: onelogin-store: terminationProtectionEnabled is false: the evidence could be deleted. Leave it out, or set it to true.",
        ],
    ],
];

describe("the policy pack on the programs of this repository", () => {
    for (const { name, record } of programs) {
        it(`${name}: finds nothing, and where keys are asked for, names what has none`, async () => {
            const shown = shownOf(await record());
            expect(await violations(shown, settings[name])).to.deep.equal([]);
            const lines = await violations(shown, ownKeys);
            const found = lines.map((line) => line.split(": ").slice(0, 2).join(": "));
            const names = shown.map((one) => one.name).filter((one) => keyless.test(one));
            const without = name === "production" ? [] : names;
            expect(found).to.have.members(without.map((one) => `encrypted-with-own-key: ${one}`));
        });

        it(`${name}: in its first preview, advises that policy documents are not known yet`, async () => {
            const lines = await violations(shownOf(await record({ preview: true })), settings[name]);
            expect(lines).to.have.length.above(0);
            for (const line of lines)
                expect(line).to.match(/^advice: no-wildcard-permission: .* can't be known during preview$/);
        });
    }

    for (const [title, settings, config, said] of stacks)
        it(`the stack with ${title}`, async () => {
            const recording = await recordStack({ ...stackFile("dev"), ...settings });
            expect(await violations(shownOf(recording), config)).to.deep.equal(said);
        });
});
