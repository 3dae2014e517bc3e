import { expect } from "chai";
import type * as pulumi from "@pulumi/pulumi";
import { rolePolicy } from "../../components/permissions";
import { code, readText, section, table, textsOf } from "./documents";

const created = section(readText("README.md"), "What is created, with which permissions");
const rows = table(created, "suffix");

function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
    return new Promise((resolve) => void output.apply(resolve));
}

describe("README: what is created", () => {
    it("has every child's suffix, and no other", () => {
        const suffix = /`\$\{(?:making\.)?name\}-([a-z][a-z-]*)`|makePolicy\(making, "([a-z-]+)"/g;
        const made = textsOf("components").flatMap((text) =>
            [...text.matchAll(suffix)].map((match) => match[1] ?? match[2]),
        );
        expect(made).to.have.length.above(15);
        expect(rows.map(([name]) => name)).to.have.members(made.map((name) => `\`${name}\``));
    });

    it("has as many resources with the defaults as it says", () => {
        const always = rows.filter(([, , when]) => !when.includes("Only with"));
        expect(created).to.include(`\n${always.length} resources with the defaults`);
        expect(readText("README.md")).to.include(`registers ${always.length} resources`);
    });

    it("has the role's policy, statement by statement", async () => {
        const policy = await valueOf(
            rolePolicy({
                channelArn: "<channel>",
                deadLetterQueueArn: "<dead-letter queue>",
                logGroupArn: "<function's log group>",
                queueArn: "<queue>",
                kmsKeyArn: "<delivery.kmsKeyArn>",
                tracing: true,
            }),
        );
        expect(JSON.parse(code(created, "json"))).to.deep.equal(JSON.parse(policy));
    });

    it("says which of its statements are not always there", async () => {
        const always = await valueOf(
            rolePolicy({ channelArn: "c", deadLetterQueueArn: "d", logGroupArn: "l", tracing: false }),
        );
        const sids = (text: string) =>
            (JSON.parse(text) as { Statement: { Sid: string }[] }).Statement.map(({ Sid }) => Sid);
        const sometimes = sids(code(created, "json")).filter((sid) => !sids(always).includes(sid));
        const sentence = /\*\*The forwarder's role\*\*([^]*?)```/.exec(created)?.[1] ?? "";
        expect(sentence.match(/`[A-Z]\w+`/g)).to.deep.equal(sometimes.map((sid) => `\`${sid}\``));
    });
});
