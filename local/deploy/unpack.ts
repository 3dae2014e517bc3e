import * as fs from "node:fs/promises";
import * as path from "node:path";
import { asset } from "@pulumi/pulumi";

/**
 * Writes what would be the function's zip into `folder`, and answers the files' names and sizes in bytes.
 *
 * @throws TypeError for an asset that the program has no reason to register, such as one from the network.
 */
export async function unpack(code: asset.AssetArchive, folder: string): Promise<Map<string, number>> {
    const sizes = new Map<string, number>();
    for (const [name, entry] of Object.entries(await code.assets)) {
        const target = path.join(folder, name);
        await fs.mkdir(path.dirname(target), { recursive: true });
        if (entry instanceof asset.StringAsset) await fs.writeFile(target, await entry.text);
        else if (entry instanceof asset.FileAsset) await fs.copyFile(await entry.path, target);
        else if (entry instanceof asset.FileArchive)
            await fs.cp(await entry.path, target, { recursive: true });
        else
            throw new TypeError(
                `The function's archive holds ${name}, which is neither text nor from a file.`,
            );
        const { size, isDirectory } = await fs
            .stat(target)
            .then((stat) => ({ size: stat.size, isDirectory: stat.isDirectory() }));
        if (!isDirectory) sizes.set(name, size);
    }
    return sizes;
}
