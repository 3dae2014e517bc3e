import { execFile } from "node:child_process";
import type { Project } from "./project";

/** Shell commands, one block after the other, and what they printed. */
export interface Ran {
    output: string;
    /** Each call of the AWS CLI, which is not there. */
    aws: string[];
}

/** What the AWS CLI would say to a look-up: a pattern of the call, and the answer. */
export type Answers = Record<string, string>;

function awsFunction(answers: Answers): string {
    const cases = Object.entries(answers).map(([pattern, answer]) => `*${pattern}*) echo '${answer}' ;;`);
    return `aws() { printf 'aws %s\\n' "$*" >&2; case "$*" in ${cases.join(" ")} esac; }`;
}

/** Runs blocks of a page as a person would, in the folder of the stack program; the first that fails ends it. */
export function runBlocks(project: Project, blocks: string[], answers: Answers): Promise<Ran> {
    const script = ["set -eo pipefail", awsFunction(answers), ...blocks].join("\n");
    const env = {
        ...process.env,
        ...project.environment,
        PULUMI_SKIP_CONFIRMATIONS: "true",
        PULUMI_STACK: "prod",
    };
    return new Promise((resolve, reject) =>
        execFile("bash", ["-c", script], { cwd: project.folder, env }, (error, stdout, stderr) => {
            if (error) return reject(new Error(`${stdout}\n${stderr}`));
            const aws = stderr.split("\n").filter((line) => line.startsWith("aws "));
            resolve({ output: stdout, aws });
        }),
    );
}
