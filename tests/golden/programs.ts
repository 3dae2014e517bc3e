import { exampleNames, recordExample } from "../support/pulumi/example";
import type { Circumstances, Recording } from "../support/pulumi/recorder";
import { recordStack, stackFile } from "../support/pulumi/stack";

interface Program {
    name: string;
    record(this: void, circumstances?: Circumstances): Promise<Recording<unknown>>;
}

/** The programs whose graphs are golden files: the stack program as it stands, and every example. */
export const programs: Program[] = [
    { name: "stack", record: (circumstances) => recordStack(stackFile("dev"), circumstances) },
    ...exampleNames.map((name): Program => ({
        name: name.replaceAll("/", "-"),
        record: (circumstances) => recordExample(name, circumstances),
    })),
];
