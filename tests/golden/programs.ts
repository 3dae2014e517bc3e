import { exampleNames, recordExample } from "../support/pulumi/example";
import type { Recording } from "../support/pulumi/recorder";
import { recordStack, stackFile } from "../support/pulumi/stack";

/** The programs whose graphs are golden files: the stack program as it stands, and every example. */
export const programs: { name: string; record(this: void): Promise<Recording<unknown>> }[] = [
    { name: "stack", record: () => recordStack(stackFile("dev")) },
    ...exampleNames.map((name) => ({
        name: name.replaceAll("/", "-"),
        record: () => recordExample(name),
    })),
];
