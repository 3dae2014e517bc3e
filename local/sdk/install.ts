/**
 * Gives a folder the four AWS SDK packages that the functions find in Lambda, and nothing else.
 */
import { mkdir, readFile, rm, symlink } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const repository = resolve(__dirname, "../..");
const standIn = join(__dirname, "client-cloudtrail-data");

/**
 * Makes the clients of CloudTrail's data service, S3, Secrets Manager and SQS available in `<folder>/node_modules`.
 *
 * They are links. Node resolves a link before it looks for what the package itself requires, so the packages'
 * dependencies come from where they are installed, while code in `folder` sees only these names.
 *
 * @param folder Where a function's zip is unpacked; anywhere, also outside this repository.
 * @param root The project whose installed packages are used: this repository.
 * @returns What was provided, a line each, such as `@aws-sdk/client-sqs 3.1169.0`.
 */
export async function provideSdk(folder: string, root: string = repository): Promise<string[]> {
    const real = join(root, "node_modules/@aws-sdk/client-cloudtrail-data");
    const provided = [
        await provide(folder, "@aws-sdk/client-cloudtrail-data", existsSync(real) ? real : standIn),
    ];
    for (const name of ["@aws-sdk/client-s3", "@aws-sdk/client-secrets-manager", "@aws-sdk/client-sqs"])
        provided.push(await provide(folder, name, join(root, "node_modules", name)));
    return provided;
}

async function provide(folder: string, name: string, target: string): Promise<string> {
    const link = join(folder, "node_modules", name);
    await mkdir(dirname(link), { recursive: true });
    await rm(link, { recursive: true, force: true });
    // A junction is what Windows lets everybody make; elsewhere the type is ignored.
    await symlink(target, link, "junction");
    const { version } = JSON.parse(await readFile(join(link, "package.json"), "utf8")) as { version: string };
    return `${name} ${version}`;
}
