import { expect } from "chai";
import { enough, recordLake } from "../support/pulumi/component";
import type { Recording } from "../support/pulumi/recorder";

/** [what, what must be there before it] : resources go in the other direction when they are deleted */
const buffered: [string, string[]][] = [
    ["lake-channel", ["lake-store"]],
    ["lake-channel-policy", ["lake-channel"]],
    ["lake-rule", ["lake-bus"]],
    ["lake-event-log-policy", ["lake-event-log", "lake-rule"]],
    ["lake-log-target", ["lake-event-log-policy", "lake-rule"]],
    ["lake-queue", ["lake-dead-letters"]],
    ["lake-dead-letters-redrive", ["lake-dead-letters", "lake-queue"]],
    ["lake-queue-target", ["lake-queue-policy", "lake-dead-letters-policy", "lake-rule"]],
    ["lake-function", ["lake-role-policy", "lake-function-log", "lake-channel"]],
    ["lake-mapping", ["lake-role-policy", "lake-function", "lake-queue"]],
];

const direct: [string, string[]][] = [
    ["lake-log-target", ["lake-event-log-policy"]],
    ["lake-function", ["lake-role-policy", "lake-function-log", "lake-channel"]],
    [
        "lake-function-target",
        ["lake-function-permission", "lake-function-retries", "lake-dead-letters-policy", "lake-function"],
    ],
    ["lake-function-permission", ["lake-function", "lake-rule"]],
];

const s3: [string, string[]][] = [
    ["lake-s3-object-lock", ["lake-s3-versioning"]],
    ["lake-s3-lifecycle", ["lake-s3-versioning"]],
    ["lake-s3-bucket-policy", ["lake-s3-public-access", "lake-s3-role"]],
    ["lake-s3-function", ["lake-s3-role-policy", "lake-s3-function-log", "lake-s3-bucket"]],
    [
        "lake-s3-mapping",
        [
            "lake-s3-role-policy",
            "lake-s3-bucket-policy",
            "lake-s3-object-lock",
            "lake-s3-encryption",
            "lake-s3-function",
            "lake-s3-queue",
        ],
    ],
    [
        "lake-s3-queue-target",
        ["lake-s3-mapping", "lake-s3-queue-policy", "lake-s3-dead-letters-policy", "lake-rule"],
    ],
    ["lake-s3-table", ["lake-s3-database"]],
];

const policy = { accountIds: ["111122223333"] };
const programs: [string, [string, string[]][], object][] = [
    ["buffered", buffered, { channel: { policy } }],
    ["direct", direct, { delivery: { mode: "direct" }, channel: { policy } }],
    ["S3", s3, { destinations: ["s3"], s3: { retentionDays: 400 } }],
    [
        "both",
        [...buffered.filter(([name]) => name !== "lake-channel-policy"), ...s3],
        { destinations: ["s3", "cloudtrail-lake"], s3: { retentionDays: 400 } },
    ],
];

describe("the order of resources", () => {
    for (const [title, expected, args] of programs) {
        describe(title, () => {
            let recording: Recording<unknown>;
            before(async () => {
                recording = await recordLake({ ...enough, ...args });
            });

            for (const [name, earlier] of expected) {
                it(`${name} comes after ${earlier.join(", ")}`, () => {
                    expect(recording.named(name).dependencies).to.include.members(earlier);
                });
            }

            it("has no circle", () => {
                const done = new Set(["lake"]);
                for (const { name, dependencies } of recording.registrations) {
                    expect([...done], name).to.include.members(dependencies);
                    done.add(name);
                }
            });
        });
    }
});
