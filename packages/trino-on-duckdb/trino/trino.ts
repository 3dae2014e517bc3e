import { join } from "node:path";
import { startJava, whyNot } from "./java";

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

/** Why Trino cannot be run here, in words; nothing if it can. */
export const whyNoTrino = (): string | undefined => whyNot("Trino 435");

/** Starts Trino 435 in a process of its own. Maven fetches it the first time (90 MB). */
export function startTrino(now: Date): Engine {
    const options = ["-Xmx1500m", "--add-opens=java.base/java.nio=ALL-UNNAMED"];
    const { ask, close } = startJava(join(__dirname, "Answers.java"), options, [now.toISOString()]);
    return { answer: async (sql) => JSON.parse(await ask(JSON.stringify({ sql }))) as Answer, close };
}
