import { expect } from "chai";
import { variables } from "../../policy/rules/forwarder";
import { readText } from "../docs/documents";
import { createHash } from "node:crypto";
import type { Shown } from "./pack";
import { of, archive, forwarder, lambda } from "./resources";
import { describeRule } from "./rule";

const other = "exports.handler = () => undefined;";
const otherHash = createHash("sha256").update(other).digest("hex");

/** The forwarder with these inputs, too. */
const having = (props: Shown["props"]): Shown => ({ ...forwarder, props: { ...forwarder.props, ...props } });
const holding = (...files: string[]): Shown => having({ code: archive(["__index.js", ...files]) });
const saying = (text: string): Shown => having({ code: archive(["__index.js"], text) });
const packaged = holding("node_modules/@a/b/c.js");
const mounts = "It mounts a file system, whose code could run with its permissions. Take it away.";

// The functions as they are made pass in programs.test.ts.
describeRule("forwarder-alone", [
    [
        "a function of somebody else",
        { ...having({ code: archive(["index.js", "node_modules/a/b.js"]) }), parent: "my:own:Thing" },
    ],
    ["a package", packaged, "The code also holds node_modules/@a/b/c.js."],
    ["a package that is allowed", packaged, undefined, { "forwarder-alone": { packages: ["@a/b"] } }],
    ["another file", holding("more.js"), "The code also holds more.js."],
    ["many files", holding("a", "b", "c", "d", "e", "f"), "The code also holds a, b, c, d, e, …."],
    [
        "code from elsewhere",
        { ...forwarder, props: { s3Bucket: "b" } },
        "The code is not an archive made by this program, so nobody can see what it holds.",
    ],
    [
        "a layer",
        having({ layers: ["arn"] }),
        "It has layers, whose code runs with its permissions. Take them away.",
    ],
    [
        "another text",
        saying(other),
        `Its __index.js is neither the forwarder nor the writer of this pack's version: its SHA-256 is ${otherHash}. ` +
            "If you have reviewed that text, such as your own bundle's, add it to this policy's \"hashes\".",
    ],
    [
        "another text that is allowed",
        saying(other),
        undefined,
        { "forwarder-alone": { hashes: [otherHash] } },
    ],
    [
        "a variable that loads code",
        having({ environment: { variables: { CHANNEL_ARN: "a", NODE_OPTIONS: "-r /mnt/x/y.js" } } }),
        "Its environment also has NODE_OPTIONS, which may load code. Take it away.",
    ],
    ["a mounted file system", having({ fileSystemConfig: { arn: "a", localMountPath: "/mnt/x" } }), mounts],
    [
        "a mounted file system of the other provider",
        {
            ...having({ fileSystemConfigs: [{ arn: "a", localMountPath: "/mnt/x" }] }),
            type: "aws-native:lambda:Function",
        },
        mounts,
    ],
]);

const withRole = (shown: Shown, role: string, made?: string): Shown => ({
    ...shown,
    props: { ...shown.props, role },
    uses: made === undefined ? {} : { role: [made] },
});
const itself = { ...forwarder, name: "forwarder" };
const second: Shown = of(lambda, { code: archive(["index.js"]) });
const roles: Shown[] = ["role", "another"].map((name) => ({ type: "aws:iam/role:Role", name, props: {} }));

describeRule("forwarder-role-alone", [
    [
        "a second function with a role of its own",
        [...roles, withRole(itself, "a", "role"), withRole(second, "b", "another")],
    ],
    [
        "a second function with the forwarder's role",
        [...roles, withRole(itself, "a", "role"), withRole(second, "a", "role")],
        "It has the role of forwarder. Give it one of its own.",
    ],
    ["a second function with another role's ARN", [withRole(itself, "a"), withRole(second, "b")]],
    [
        "a second function with the ARN of the forwarder's role",
        [...roles, withRole(itself, "a", "role"), withRole(second, "a")],
        "It has the role of forwarder. Give it one of its own.",
    ],
    [
        "a second function of the other provider with the forwarder's role",
        [
            ...roles,
            withRole(itself, "a", "role"),
            { ...withRole(second, "a", "role"), type: "aws-native:lambda:Function" },
        ],
        "It has the role of forwarder. Give it one of its own.",
    ],
]);

describe("what the pack knows of the functions", () => {
    it("is every variable that they read, but for Lambda's own", () => {
        const text = ["environment", "forwarder", "redacting", "selecting", "writer"]
            .map((file) => readText(`handler/${file}.ts`))
            .join();
        const read = [...text.matchAll(/\bread(?:IfSet)?\(\s*"([A-Z_]+)"/g)].map(([, name]) => name);
        expect([...variables, "AWS_REGION"]).to.have.members([...new Set(read)]);
    });
});
