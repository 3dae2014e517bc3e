import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";

/** A Java program that answers each line with a line. */
export interface Program {
    ask(this: void, line: string): Promise<string>;
    close(this: void): void;
}

const cache = join(__dirname, "../../../node_modules/.cache");

/** Why `what` cannot be run here, in words; nothing if it can. */
export function whyNot(what: string): string | undefined {
    const java = spawnSync("java", ["-version"], { encoding: "utf8" });
    if (Number(/version "(\d+)/.exec(java.stderr ?? "")?.[1] ?? 0) < 17) {
        return `${what} needs Java 17 or later, and there is none on the PATH`;
    }
    const maven = spawnSync("mvn", ["--version"], { encoding: "utf8" });
    return maven.status === 0 ? undefined : `${what} is fetched by Maven, and there is no mvn on the PATH`;
}

/** Starts the program `file` in a process of its own; Maven fetches what the pom.xml beside it names, the first time. */
export function startJava(file: string, options: readonly string[], args: readonly string[]): Program {
    const child = spawn(
        "java",
        // What would optimize the code of a short run costs more than it gives.
        ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", ...options, "-cp", classPath(file), file, ...args],
        { stdio: ["pipe", "pipe", "ignore"] },
    );
    const waiting: { resolve: (line: string) => void; reject: (error: Error) => void }[] = [];
    createInterface({ input: child.stdout }).on("line", (line) => waiting.shift()?.resolve(line));
    child.on("close", (code) =>
        waiting
            .splice(0)
            .forEach(({ reject }) => reject(new Error(`${basename(file)} ended with exit code ${code}.`))),
    );
    return {
        ask: (line) =>
            new Promise((resolve, reject) => {
                waiting.push({ resolve, reject });
                child.stdin.write(`${line}\n`);
            }),
        close: () => child.kill(),
    };
}

/** Where the program's jars are, resolved again only after a change of its pom.xml. */
function classPath(file: string): string {
    const pom = join(file, "../pom.xml");
    const folder = join(cache, basename(file, ".java"));
    const paths = join(folder, "classpath.txt");
    const changed = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (changed(paths) < changed(pom)) {
        mkdirSync(folder, { recursive: true });
        const goal = ["dependency:build-classpath", `-Dmdep.outputFile=${paths}`];
        const { status, stdout } = spawnSync("mvn", ["-q", "-B", "-f", pom, ...goal], { encoding: "utf8" });
        if (status !== 0) {
            throw new Error(`Maven could not fetch what ${basename(file)} needs:\n${stdout}`);
        }
    }
    return readFileSync(paths, "utf8");
}
