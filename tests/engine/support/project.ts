import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout } from "node:timers/promises";
import { LocalWorkspace } from "@pulumi/pulumi/automation";
import type { EngineEvent, ProjectSettings, PulumiFn, Stack } from "@pulumi/pulumi/automation";
import { parse, stringify } from "yaml";
import { accountId } from "../../../local/aws/place";
import { Cloud, startProviders } from "../../support/providers";
import type { CloudObject, Providers } from "../../support/providers";
import { errorsOf, operationsOf } from "./operations";
import type { Operations } from "./operations";

export const region = "us-east-1";
export const account = accountId;
export const eventSourceName = "aws.partner/onelogin.com/US-123456/ffffffffff";
/** What every stack has to be told. */
export const regions = { "aws:region": region, "aws-native:region": region };

export type Config = Record<string, unknown>;

/** A program in a folder of its own, or in this process: then `settings` is the text of its Pulumi.yaml. */
export type Program = { copy(folder: string): void } | { run: PulumiFn; settings: string };

/** A run that failed: what it had done by then, and the errors that it printed. */
class Failure extends Error {
    constructor(
        readonly did: Operations,
        readonly errors: string[],
        cause: unknown,
    ) {
        super(`${errors.join("\n")}\n${JSON.stringify(did, null, 2)}`, { cause });
    }
}

const stackName = "prod";

/** Permissions come late, and what needs them goes late: where a `dependsOn` is missing, nothing may go well by chance. */
const late: Partial<Record<string, RegExp>> = {
    create: /(?:Policy|:Permission)$/,
    update: /(?:Policy|:Permission)$/,
    delete: /:(?:EventTarget|EventSourceMapping|Channel)$/,
};
/** Longer than the engine needs for whatever else it can do at once. Milliseconds. */
const lateness = 700;

/** The engine at home in `root`: nothing of the user's is read or written, and nothing is fetched. */
function environmentOf(root: string, { attachment }: Providers): Record<string, string> {
    return {
        PULUMI_HOME: path.join(root, "home"),
        PULUMI_BACKEND_URL: `file://${root}`,
        PULUMI_CONFIG_PASSPHRASE: "",
        PULUMI_DEBUG_PROVIDERS: attachment,
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        PULUMI_SKIP_UPDATE_CHECK: "true",
    };
}

function stackOf(program: Program, workDir: string, envVars: Record<string, string>): Promise<Stack> {
    const options = { workDir, envVars, pulumiHome: envVars.PULUMI_HOME };
    if ("copy" in program) {
        program.copy(workDir);
        return LocalWorkspace.createOrSelectStack({ stackName, workDir }, options);
    }
    const projectSettings = parse(program.settings) as ProjectSettings;
    // The program is here; the engine need not look for one.
    delete projectSettings.main;
    const args = { stackName, projectName: projectSettings.name, program: program.run };
    return LocalWorkspace.createOrSelectStack(args, { ...options, projectSettings });
}

/** A stack with an engine, a state and a cloud of its own. */
export class Project {
    /** What the cloud fails at, by the provider's method and the resource's name. */
    readonly failing = new Map<string, string>();
    /** What comes later than is usual, by the same. Milliseconds. */
    readonly lateness = new Map<string, number>();

    private constructor(
        private readonly root: string,
        readonly cloud: Cloud,
    ) {}

    private providers!: Providers;
    readonly folder = path.join(this.root, "project");
    /** Where the engine keeps the states of the stack, former ones included. */
    readonly states = path.join(this.root, ".pulumi");
    stack!: Stack;
    environment!: Record<string, string>;

    /** With `cloud`, one that another project uses, too. */
    static async make(program: Program, config: Config = {}, cloud?: Cloud): Promise<Project> {
        const root = fs.mkdtempSync(path.join(os.tmpdir(), "engine-"));
        const project = new Project(root, cloud ?? new Cloud());
        if (!cloud) project.cloud.eventSources.push({ name: eventSourceName, account, region });
        project.providers = await startProviders(project.cloud, async (method, about) => {
            const [, , types, name] = about.split("::");
            const reason = project.failing.get(`${method} ${name}`);
            if (reason !== undefined) throw new Error(reason);
            const usual = late[method]?.test(types) ? lateness : 0;
            await setTimeout(project.lateness.get(`${method} ${name}`) ?? usual);
        });
        project.environment = environmentOf(root, project.providers);
        fs.mkdirSync(project.folder);
        project.stack = await stackOf(program, project.folder, project.environment);
        project.configure(config);
        return project;
    }

    /** Sets the whole configuration of the stack; the project's own keys without their namespace. */
    configure(config: Config): void {
        const { name } = parse(fs.readFileSync(path.join(this.folder, "Pulumi.yaml"), "utf8")) as {
            name: string;
        };
        const file = path.join(this.folder, `Pulumi.${stackName}.yaml`);
        const settings = fs.existsSync(file) ? (parse(fs.readFileSync(file, "utf8")) as object) : {};
        const named = Object.entries({ ...regions, ...config }).map(([key, value]) => [
            key.includes(":") ? key : `${name}:${key}`,
            value,
        ]);
        fs.writeFileSync(file, stringify({ ...settings, config: Object.fromEntries(named) as Config }));
    }

    preview(): Promise<Operations> {
        return this.run((options) => this.stack.preview(options));
    }

    /** @throws where the engine finds something to do. */
    async unchanged(): Promise<void> {
        await this.run((options) => this.stack.preview({ ...options, expectNoChanges: true }));
    }

    up(): Promise<Operations> {
        return this.run((options) => this.stack.up(options));
    }

    /** Takes what the cloud has into the state; @throws where that changes something. */
    async refresh(): Promise<void> {
        await this.run((options) => this.stack.refresh({ ...options, expectNoChanges: true }));
    }

    /** Everything, or what `target` names. */
    destroy(...target: string[]): Promise<Operations> {
        return this.run((options) => this.stack.destroy({ ...options, target }));
    }

    /** A run that must fail. */
    async failure(action: "up" | "destroy" | "preview"): Promise<Failure> {
        const error: unknown = await this[action]().catch((thrown: unknown) => thrown);
        if (error instanceof Failure) return error;
        throw new Error(`${action} did not fail`, { cause: error });
    }

    /** What the cloud has: all, or of one type, such as `Queue`. */
    objects(type?: string): CloudObject[] {
        const all = this.cloud.list({ account, region, partition: "aws" });
        return all.filter((one) => type === undefined || one.type.endsWith(`:${type}`));
    }

    close(): void {
        this.providers.stop();
        fs.rmSync(this.root, { recursive: true, force: true });
    }

    private async run(
        action: (options: { onEvent(event: EngineEvent): void }) => Promise<unknown>,
    ): Promise<Operations> {
        const events: EngineEvent[] = [];
        try {
            await action({ onEvent: (event) => void events.push(event) });
        } catch (error) {
            throw new Failure(operationsOf(events), errorsOf(events), error);
        }
        return operationsOf(events);
    }
}
