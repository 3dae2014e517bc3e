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

describe("the order of resources", () => {
    for (const [mode, expected] of [
        ["buffered", buffered],
        ["direct", direct],
    ] as const) {
        describe(mode, () => {
            let recording: Recording<unknown>;
            before(async () => {
                const policy = { accountIds: ["111122223333"] };
                recording = await recordLake({ ...enough, delivery: { mode }, channel: { policy } });
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
