import { exampleNames, recordExample } from "../support/pulumi/example";
import type { Circumstances, Recording } from "../support/pulumi/recorder";
import { recordStack, stackFile } from "../support/pulumi/stack";

interface Program {
    name: string;
    /** The golden file that holds its graph: two programs that have to register the same share one. */
    golden: string;
    record(this: void, circumstances?: Circumstances): Promise<Recording<unknown>>;
}

/** The programs whose graphs are golden files: the stack program as it stands, and every example. */
export const programs: Program[] = [
    {
        name: "stack",
        golden: "stack",
        record: (circumstances) => recordStack(stackFile("dev"), circumstances),
    },
    ...exampleNames.map((example): Program => {
        const name = example.replaceAll("/", "-");
        const golden = name === "smallest" ? "stack" : name;
        return { name, golden, record: (circumstances) => recordExample(example, circumstances) };
    }),
];
