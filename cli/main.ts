import { run } from "./program";
import { ignoreBrokenPipe, terminal } from "./terminal";

ignoreBrokenPipe();
void run(process.argv.slice(2), terminal).then((code) => {
    process.exitCode = code;
});
