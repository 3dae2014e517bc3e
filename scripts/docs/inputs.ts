/** Writes what is made of the table of inputs: the arguments' types, the page of inputs, and Pulumi.yaml's `config`. */
import * as fs from "node:fs";
import * as path from "node:path";
import * as prettier from "prettier";
import { stringify } from "yaml";
import { configurationKey, isGroup, leaves } from "../../components/inputs/settings";
import { inputs } from "../../components/inputs/table";
import type { Group, Input, Inputs } from "../../components/inputs/input";
import { absent } from "../../config";
import { code, markdown } from "./markdown";
import { root } from "./pages";

const source = "components/inputs/table.ts";
const component = "OneLoginCloudTrailLakeArgs";

function capitalized(text: string): string {
    return text[0].toUpperCase() + text.slice(1);
}

/** What an input takes, its entries and keys included. */
function takes({ type, expected, values, each, keys }: Input): string {
    if (type === "string" && values) return values.map((value) => `\`${value}\``).join(" or ");
    if (each === undefined || each.plain) return expected;
    return `${expected}, each ${keys === undefined ? "" : `key ${keys.expected}; each value `}${each.expected}`;
}

function defaultText({ default: value, otherwise }: Input): string {
    if (value === undefined) return otherwise ?? "none";
    return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

/** What follows from what the input is, in words. */
function remarks({ plain, secret, distinct }: Input): string[] {
    return [
        ...(distinct ? ["Each once."] : []),
        ...(plain ? ["A plain value: it decides what is made."] : []),
        ...(secret ? ["Never shown; a secret stays one in the state."] : []),
    ];
}

function comment(...paragraphs: string[]): string {
    const [only] = paragraphs;
    if (paragraphs.length === 1 && only.length < 100) return `/** ${only} */`;
    return `/**\n${paragraphs.map((paragraph) => wrap(paragraph)).join("\n *\n")}\n */`;
}

function wrap(paragraph: string, width = 110): string {
    const lines = [""];
    for (const word of paragraph.split(" ")) {
        if (`${lines.at(-1)} ${word}`.length > width) lines.push("");
        lines.push(`${lines.pop()} ${word}`);
    }
    return lines.map((line) => ` *${line}`).join("\n");
}

function union({ values, type }: Pick<Input, "type" | "values">): string | undefined {
    return type === "integer" ? undefined : values?.map((value) => `"${value}"`).join(" | ");
}

function typeOf({ type, values, plain, each }: Input): string {
    const choices = each?.plain && union(each);
    const own = {
        string: union({ type, values }) ?? "string",
        integer: "number",
        number: "number",
        boolean: "boolean",
        array: choices
            ? `(${choices})[]`
            : `pulumi.Input<${each?.type === "integer" ? "number" : "string"}>[]`,
        object: "Record<string, pulumi.Input<string>>",
    }[type];
    return plain ? own : `pulumi.Input<${own}>`;
}

function property(name: string, member: Input | Group): string {
    if (isGroup(member)) return `${comment(member.docs)}\n${name}?: ${member.typeName} | undefined;`;
    const limits = `${capitalized(takes(member))}. Default: ${defaultText(member)}.`;
    const docs = [member.docs, ...remarks(member)].join(" ");
    const examples = member.example === undefined ? [] : [`@example "${member.example}"`];
    const given = member.required ? `: ${typeOf(member)}` : `?: ${typeOf(member)} | undefined`;
    return `${comment(docs, limits, ...examples)}\n${name}${given};`;
}

function interfaces(name: string, docs: string[], members: Inputs): string {
    const own = Object.entries(members).map(([key, member]) => property(key, member));
    const inner = Object.values(members)
        .filter(isGroup)
        .map(({ typeName, docs: groupDocs, see, members: theirs }) =>
            interfaces(typeName, [groupDocs, `@see ${see}`], theirs),
        );
    return [`${comment(...docs)}\nexport interface ${name} {\n${own.join("\n")}\n}`, ...inner].join("\n\n");
}

function args(): string {
    const docs =
        "Inputs of {@link OneLoginCloudTrailLake}. Exactly one of `eventSourceName` and `eventBusName` is required; " +
        "everything else has a default.";
    return [
        `// Generated from ${source} by \`npm run docs\`.`,
        'import type * as pulumi from "@pulumi/pulumi";',
        "",
        interfaces(component, [docs], inputs),
    ].join("\n");
}

/** Markdown's own characters stand in limits as themselves. */
function escaped(text: string): string {
    return text.replace(/(?<!`)[_*|<](?![^`]*`)/g, "\\$&");
}

function row(path: string[], input: Input): string {
    const [name, key] = [code(path.join(".")), code(configurationKey(path))];
    const cells = [
        name === key ? name : `${name}<br>${key}`,
        [input.docs, ...remarks(input)].join(" "),
        escaped(takes(input)),
        escaped(defaultText(input)),
    ];
    return `| ${cells.join(" | ")} |`;
}

function section(title: string, docs: string[], members: Inputs, parents: string[]): string {
    const inner = Object.entries(members)
        .filter((entry): entry is [string, Group] => parents.length > 0 && isGroup(entry[1]))
        .map(([key, group]) => `${code([...parents, key].join("."))}: ${group.docs}`);
    const rows = leaves(members, parents)
        .filter(({ path: { length } }) => parents.length > 0 || length === 1)
        .map(({ path: own, input }) => row(own, input));
    return [
        `## ${title}`,
        ...docs,
        ...inner,
        ["| input, configuration key | what it is | takes | default |", "|---|---|---|---|", ...rows].join(
            "\n",
        ),
    ].join("\n\n");
}

/** An account ID is a string: `--type string` keeps it one. */
const commands = `\`\`\`sh
pulumi config set deliveryBatchSize 50
pulumi config set --secret channelPolicyExternalId 'a-long-random-text'
pulumi config set --path 'channelPolicyAccountIds[0]' --type string 111122223333
pulumi config set --path 'tags.team' security
\`\`\``;

function page(): string {
    const groups = Object.entries(inputs as Inputs)
        .filter((entry): entry is [string, Group] => isGroup(entry[1]))
        .map(([key, { docs, see, members }]) =>
            section(`\`${key}\``, [`${docs} See [AWS's reference](${see}).`], members, [key]),
        );
    return [
        `<!-- Generated from ${source} by \`npm run docs\`. -->`,
        "# Inputs",
        "Exactly one of `eventSourceName` and `eventBusName` is required; everything else has a default. Values may be " +
            "Outputs unless the table says plain. A value that is unknown, out of its limits or in conflict with another is an " +
            "error before anything is created, or, if it is an Output, before anything that depends on it is. The error names " +
            "the input, the value and the remedy.",
        "The stack program reads each input from a configuration key, which is its path written as one word. There, an empty " +
            "text or list, and 0 if there is no other default, means that it is not given; and without `eventSourceName` and " +
            "`eventBusName` the program looks for the account's only OneLogin event source.",
        commands,
        section("Source, destinations and tags", [], inputs, []),
        ...groups,
    ].join("\n\n");
}

/** The lines of Pulumi.yaml's `config`, which replace what is there. */
function configuration(): string {
    const config = leaves().map(({ path: own, input }) => {
        const isGiven = input.default !== undefined;
        const without = `${typeof absent[input.type] === "number" ? "0" : "Empty"}: ${input.otherwise ?? "none"}.`;
        const docs = [input.docs, `${capitalized(takes(input))}.`, ...(isGiven ? [] : [without])].join(" ");
        const declared = {
            // The engine has no type for numbers with a fraction, and takes any value of a key without a type.
            ...(input.type === "number" ? {} : { type: input.type }),
            ...(input.each && input.type === "array" ? { items: { type: input.each.type } } : {}),
            description: docs.replaceAll("`", ""),
            default: isGiven ? input.default : absent[input.type],
        };
        return [configurationKey(own), declared];
    });
    const head = `# Generated from ${source} by \`npm run docs\`. Every key has a default, as the engine wants it.`;
    return `${head}\n${stringify({ config: Object.fromEntries(config) as object }, { lineWidth: 0, singleQuote: false })}`;
}

async function write(file: string, text: string): Promise<void> {
    const target = path.join(root, file);
    const options = (await prettier.resolveConfig(target)) ?? {};
    fs.writeFileSync(target, await prettier.format(text, { ...options, filepath: target }));
}

export async function writeInputs(): Promise<void> {
    const project = fs.readFileSync(path.join(root, "Pulumi.yaml"), "utf8");
    const [head] = project.split(/^(?:#.*\n)*config:/m);
    await write("Pulumi.yaml", head + configuration());
    await write("docs/inputs.md", page());
    await write("components/inputs/args.ts", args());
}

/** The inputs that most people change. */
const common = [
    "eventSourceName",
    "destinations",
    "eventDataStore.retentionDays",
    "eventDataStoreArns",
    "channelArn",
    "delivery.kmsKeyArn",
    "forwarder.permissionsBoundaryArn",
    "eventLog.retentionDays",
];

/** Those, each with the first sentence of what it is. */
export function commonInputs(): string {
    const known = new Map(leaves().map(({ path: own, input }) => [own.join("."), input]));
    const rows = common.map((name) => {
        const input = known.get(name) as Input;
        return [code(name), input.docs.split(". ")[0].replace(/\.$/, ""), defaultText(input)];
    });
    return markdown({ head: ["input", "what it is", "default"], rows });
}
