import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, statSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** What an engine says to a statement: NULL is null, every other value a text. */
export type Answer =
    | {
          readonly names: readonly string[];
          readonly types: readonly string[];
          readonly rows: readonly Row[];
          readonly error?: undefined;
      }
    | { readonly error: string };
export type Row = readonly (string | null)[];

/** An engine that answers statements, one at a time. */
export interface Engine {
    answer(sql: string): Promise<Answer>;
    close(): void;
}

const cache = join(__dirname, "../../../node_modules/.cache/trino");

/** Why Trino cannot be run here, in words; nothing if it can. */
export function whyNot(): string | undefined {
    const java = spawnSync("java", ["-version"], { encoding: "utf8" });
    if (Number(/version "(\d+)/.exec(java.stderr ?? "")?.[1] ?? 0) < 17) {
        return "Trino 435 needs Java 17 or later, and there is none on the PATH";
    }
    const maven = spawnSync("mvn", ["--version"], { encoding: "utf8" });
    return maven.status === 0 ? undefined : "Trino is fetched by Maven, and there is no mvn on the PATH";
}

/** Starts Trino 435 in a process of its own. Maven fetches it the first time (90 MB). */
export function startTrino(now: Date): Engine {
    const child = spawn(
        "java",
        [
            // Statements are many and small: what would optimize their code costs more than it gives.
            ...["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1500m"],
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-cp",
            classPath(),
            join(__dirname, "Answers.java"),
            now.toISOString(),
        ],
        { stdio: ["pipe", "pipe", "ignore"] },
    );
    const waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void }[] = [];
    createInterface({ input: child.stdout }).on("line", (line) =>
        waiting.shift()?.resolve(JSON.parse(line) as Answer),
    );
    child.on("close", (code) =>
        waiting.splice(0).forEach(({ reject }) => reject(new Error(`Trino ended with exit code ${code}.`))),
    );
    return {
        answer: (sql) =>
            new Promise((resolve, reject) => {
                waiting.push({ resolve, reject });
                child.stdin.write(`${JSON.stringify({ sql })}\n`);
            }),
        close: () => child.kill(),
    };
}

/** Where Trino's jars are, resolved again only after a change of pom.xml. */
function classPath(): string {
    const [pom, file] = [join(__dirname, "pom.xml"), join(cache, "classpath.txt")];
    const changed = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (changed(file) < changed(pom)) {
        mkdirSync(cache, { recursive: true });
        const goal = ["dependency:build-classpath", `-Dmdep.outputFile=${file}`];
        const { status, stdout } = spawnSync("mvn", ["-q", "-B", "-f", pom, ...goal], { encoding: "utf8" });
        if (status !== 0) {
            throw new Error(`Maven could not fetch Trino:\n${stdout}`);
        }
    }
    return readFileSync(file, "utf8");
}
