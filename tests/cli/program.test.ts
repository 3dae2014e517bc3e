import { expect } from "chai";
import { version } from "../../package.json";
import { run } from "../../cli/program";
import { keptTerminal } from "./terminal";

const history = ["history", "--since", "2026-01-01", "--staging", "s3://staging"];

async function called(...args: string[]): Promise<{ code: number; printed: string; noted: string }> {
    const terminal = keptTerminal();
    const code = await run(args, terminal);
    return { code, printed: terminal.printed.join("\n"), noted: terminal.noted.join("\n") };
}

describe("the command onelogin-cloudtrail-lake", () => {
    it("says what it can do, and which it is", async () => {
        const help = await called("--help");
        expect(help).to.deep.include({ code: 0, noted: "" });
        expect(help.printed).to.match(/^Usage: onelogin-cloudtrail-lake [^]*history/);
        expect(await called("--version")).to.deep.include({ code: 0, printed: version });
        const ofCommand = await called("history", "--help");
        expect(ofCommand.code).to.equal(0);
        expect(ofCommand.printed).to.include("--outputs <file>").and.include("--json");
    });

    for (const [args, message] of [
        [[], "Usage:"],
        [["historie"], "unknown command 'historie'"],
        [["history", "--since", "2026-01-01"], "required option '--staging <uri>' not specified"],
        [[...history, "--upto", "x"], "unknown option '--upto'"],
        [[...history, "--until", "tomorrow"], "--until tomorrow is not a day"],
        [[...history, "--outputs", "/nowhere"], "--outputs /nowhere cannot be read"],
    ] as const) {
        it(`ends with 2 for misuse: ${args.join(" ") || "nothing"}`, async () => {
            const { code, noted } = await called(...args);
            expect(noted).to.include(message);
            expect(code).to.equal(2);
        });
    }
});
