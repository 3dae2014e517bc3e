import { expect } from "chai";
import { parse } from "yaml";
import type { OneLoginCloudTrailLakeArgs } from "../../components";
import { bufferedOnly, inputRules, storeRetention } from "../../components/inputRules";
import { isRule } from "../../components/rules";
import type { Rule, Rules } from "../../components/rules";
import { validate } from "../../components/validation";
import { quoted, readText, section, table } from "./documents";

function pathsOf(rules: Rules, parent = ""): [path: string, rule: Rule][] {
    return Object.entries(rules).flatMap(([key, rule]): [string, Rule][] =>
        isRule(rule) ? [[parent + key, rule]] : pathsOf(rule, `${parent}${key}.`),
    );
}

/** What a rule wants, and what it wants of the entries and keys, without its examples. */
function wanted({ wanted: own, each, keys }: Rule): string {
    const parts = [own, each && wanted(each), keys && wanted(keys)];
    return parts.join(" ").replace(/like \S+/g, "");
}

function words(text: string): string[] {
    return text.match(/[\w/.]+/g) ?? [];
}

const readme = readText("README.md");
const inputs = section(readme, "Inputs");
const rows = table(inputs, "input");
const rules = new Map(pathsOf(inputRules));
const ruleOf = (name: string) => rules.get(name) as Rule;
const logRetention = /A \*\*log retention\*\* is one of ([\d, ]+) days/.exec(inputs)?.[1] ?? "";

describe("README: the inputs", () => {
    it("are all there are, in their order", () => {
        expect(rows.map(([name]) => name)).to.deep.equal([...rules.keys()].map((name) => `\`${name}\``));
    });

    for (const [cell, , limit, standard] of rows) {
        const name = cell.slice(1, -1);

        it(`${name}: the limit`, () => {
            const text = limit.replace("a [log retention](#log-retention)", logRetention);
            const rule = ruleOf(name);
            const choice = /^one of (.*)/.exec(rule.wanted);
            if (choice === null) {
                const numbers = wanted(rule).match(/\d+/g) ?? [];
                expect(words(text)).to.include.members(numbers);
            } else {
                const values = text.split(/, | or /).map((value) => value.replaceAll("`", ""));
                expect(values).to.deep.equal(choice[1].split(", "));
            }
        });

        it(`${name}: the default`, () => {
            const { default: value } = ruleOf(name);
            if (value === undefined) expect(standard).not.to.match(/^`(?!eventBusName|eventSourceName)/);
            else expect(standard).to.equal(`\`${JSON.stringify(value).replaceAll('"', "")}\``);
        });
    }

    it("say what retention depends on", () => {
        const { EXTENDABLE_RETENTION_PRICING: extendable, FIXED_RETENTION_PRICING: fixed } = storeRetention;
        const range = ({ wanted: text }: Rule) => text.match(/\d+/g)?.join("–");
        const [, , limit, standard] = rows.find(([cell]) => cell === "`eventDataStore.retentionDays`") ?? [];
        expect(limit).to.equal(`${range(extendable)} (extendable), ${range(fixed)} (fixed)`);
        expect(standard).to.equal(`${extendable.default} (extendable), ${fixed.default} (fixed)`);
    });

    it("say which are plain", () => {
        const sentence = /what is made: ([^]*?) are plain/.exec(inputs)?.[1] ?? "";
        const plain = [...rules].filter(([, rule]) => rule.plain).map(([name]) => name);
        expect(quoted(sentence)).to.have.members(plain);
    });

    it("say which are never shown", () => {
        const sentence = /([^.]*`[^.]*`[^]*?) are never shown/.exec(inputs.replaceAll("\n", " "))?.[1] ?? "";
        const hidden = [...rules].filter(([, rule]) => rule.hidden).map(([name]) => name);
        expect(quoted(sentence)).to.include.members(hidden);
    });

    it("say which only a queue knows", () => {
        const sentence = /`delivery\.mode: "direct"` any of ([^]*?), which only/.exec(inputs)?.[1] ?? "";
        expect(quoted(sentence)).to.have.members(bufferedOnly.map((name) => `delivery.${name}`));
    });
});

const source = "aws.partner/onelogin.com/US-205033/061112e9cb";
const store = "arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/EXAMPLE";
const channel = "arn:aws:cloudtrail:us-east-1:111122223333:channel/EXAMPLE";

/** A sound value of each input that the README sets against another. */
const sound: Record<string, Partial<OneLoginCloudTrailLakeArgs>> = {
    eventSourceName: { eventSourceName: source },
    eventBusName: { eventBusName: "bus" },
    eventDataStore: { eventDataStore: {} },
    eventDataStoreArns: { eventDataStoreArns: [store] },
    channel: { channel: {} },
    channelArn: { channelArn: channel },
};

describe("README: make or adopt", () => {
    for (const [make, adopt, together] of table(inputs, "to make")) {
        const names = [make, adopt].flatMap(quoted).filter((name) => name in sound);
        it(`${names.join(" and ")}: ${together}`, () => {
            const args = Object.assign({}, ...names.map((name) => sound[name])) as OneLoginCloudTrailLakeArgs;
            const bus = names.includes("eventBusName") ? {} : sound.eventSourceName;
            const faults = validate("lake", { ...bus, ...args }).map(({ input }) => input);
            expect(faults).to.deep.equal(together.startsWith("an error") ? [names.join(" and ")] : []);
        });
    }

    it("says how long the component's name may be", () => {
        const most = Number(/names of AWS\s+resources: 1–(\d+) letters/.exec(readme)?.[1]);
        const faults = (length: number) => validate("n".repeat(length), { eventSourceName: source });
        expect(faults(most)).to.deep.equal([]);
        expect(faults(most + 1).map(({ input }) => input)).to.deep.equal(["name"]);
    });
});

describe("README: the configuration", () => {
    const { config } = parse(readText("Pulumi.yaml")) as { config: Record<string, unknown> };
    const keyOf = (name: string) => name.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase());

    it("has a key for each input, and no other", () => {
        expect(Object.keys(config)).to.have.members([...rules.keys()].map(keyOf));
    });

    it("names keys that there are", () => {
        const set = /^pulumi config set(?: --secret| --path)* '?([\w:-]+)/gm;
        const keys = [...readme.matchAll(set)].map((match) => match[1]);
        expect(keys).to.have.length.above(5);
        const known = [...Object.keys(config), "aws:region", "aws-native:region"];
        expect(known).to.include.members(keys);
    });

    it("explains the rule with true examples", () => {
        const text = section(readme, "Configuration of the stack program").replaceAll("\n", " ");
        const examples = [...text.matchAll(/`([\w.]+)` is `(\w+)`/g)];
        expect(examples).to.have.length(2);
        for (const [, name, key] of examples) {
            expect(rules).to.include.keys(name);
            expect(key).to.equal(keyOf(name));
        }
    });
});
