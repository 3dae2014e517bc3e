import { expect } from "chai";
import { variables } from "../../policy/rules/forwarder";
import { readText } from "../docs/documents";
import { createHash } from "node:crypto";
import { readText as goldenText } from "../golden/files";
import type { Shown } from "./pack";
import { archive, forwarder, lambda } from "./resources";
import { describeRule } from "./rule";

const other = "exports.handler = () => undefined;";
const otherHash = createHash("sha256").update(other).digest("hex");

describeRule("forwarder-alone", [
    { what: "the serialized function", resources: [forwarder] },
    {
        what: "the function that writes to S3",
        resources: [{ ...forwarder, props: { code: archive(["__index.js"], goldenText("writer")) } }],
    },
    {
        what: "a function of somebody else",
        resources: [
            {
                ...forwarder,
                parent: "my:own:Thing",
                props: { code: archive(["index.js", "node_modules/a/b.js"]) },
            },
        ],
    },
    {
        what: "a package",
        resources: [{ ...forwarder, props: { code: archive(["__index.js", "node_modules/@a/b/c.js"]) } }],
        said: "The code also holds node_modules/@a/b/c.js.",
    },
    {
        what: "a package that is allowed",
        resources: [{ ...forwarder, props: { code: archive(["__index.js", "node_modules/@a/b/c.js"]) } }],
        config: { "forwarder-alone": { packages: ["@a/b"] } },
    },
    {
        what: "another file",
        resources: [{ ...forwarder, props: { code: archive(["__index.js", "more.js"]) } }],
        said: "The code also holds more.js.",
    },
    {
        what: "many files",
        resources: [{ ...forwarder, props: { code: archive(["__index.js", "a", "b", "c", "d", "e", "f"]) } }],
        said: "The code also holds a, b, c, d, e, ….",
    },
    {
        what: "code from elsewhere",
        resources: [{ ...forwarder, props: { s3Bucket: "b" } }],
        said: "The code is not an archive made by this program, so nobody can see what it holds.",
    },
    {
        what: "a layer",
        resources: [{ ...forwarder, props: { ...forwarder.props, layers: ["arn"] } }],
        said: "It has layers, whose code runs with its permissions. Take them away.",
    },
    {
        what: "another text",
        resources: [{ ...forwarder, props: { code: archive(["__index.js"], other) } }],
        said:
            `Its __index.js is neither the forwarder nor the writer of this pack's version: its SHA-256 is ${otherHash}. ` +
            "If you have reviewed that text, such as your own bundle's, add it to this policy's \"hashes\".",
    },
    {
        what: "another text that is allowed",
        resources: [{ ...forwarder, props: { code: archive(["__index.js"], other) } }],
        config: { "forwarder-alone": { hashes: [otherHash] } },
    },
    {
        what: "the component's variables",
        resources: [
            {
                ...forwarder,
                props: {
                    ...forwarder.props,
                    environment: { variables: { CHANNEL_ARN: "a", EXTERNAL_ID: "b" } },
                },
            },
        ],
    },
    {
        what: "a variable that loads code",
        resources: [
            {
                ...forwarder,
                props: {
                    ...forwarder.props,
                    environment: { variables: { CHANNEL_ARN: "a", NODE_OPTIONS: "-r /mnt/x/y.js" } },
                },
            },
        ],
        said: "Its environment also has NODE_OPTIONS, which may load code. Take it away.",
    },
    {
        what: "a mounted file system",
        resources: [
            {
                ...forwarder,
                props: { ...forwarder.props, fileSystemConfig: { arn: "a", localMountPath: "/mnt/x" } },
            },
        ],
        said: "It mounts a file system, whose code could run with its permissions. Take it away.",
    },
    {
        what: "a mounted file system of the other provider",
        resources: [
            {
                ...forwarder,
                type: "aws-native:lambda:Function",
                props: { ...forwarder.props, fileSystemConfigs: [{ arn: "a", localMountPath: "/mnt/x" }] },
            },
        ],
        said: "It mounts a file system, whose code could run with its permissions. Take it away.",
    },
]);

const withRole = (shown: Shown, role: string, made?: string): Shown => ({
    ...shown,
    props: { ...shown.props, role },
    uses: made === undefined ? {} : { role: [made] },
});
const itself = { ...forwarder, name: "forwarder" };
const second: Shown = { type: lambda, name: "it", props: { code: archive(["index.js"]) } };
const roles: Shown[] = ["role", "another"].map((name) => ({ type: "aws:iam/role:Role", name, props: {} }));

describeRule("forwarder-role-alone", [
    {
        what: "a second function with a role of its own",
        resources: [...roles, withRole(itself, "a", "role"), withRole(second, "b", "another")],
    },
    {
        what: "a second function with the forwarder's role",
        resources: [...roles, withRole(itself, "a", "role"), withRole(second, "a", "role")],
        said: "It has the role of forwarder. Give it one of its own.",
    },
    {
        what: "a second function with another role's ARN",
        resources: [withRole(itself, "a"), withRole(second, "b")],
    },
    {
        what: "a second function with the ARN of the forwarder's role",
        resources: [...roles, withRole(itself, "a", "role"), withRole(second, "a")],
        said: "It has the role of forwarder. Give it one of its own.",
    },
    {
        what: "a second function of the other provider with the forwarder's role",
        resources: [
            ...roles,
            withRole(itself, "a", "role"),
            { ...withRole(second, "a", "role"), type: "aws-native:lambda:Function" },
        ],
        said: "It has the role of forwarder. Give it one of its own.",
    },
]);

describe("what the pack knows of the functions", () => {
    it("is every variable that they read, but for Lambda's own", () => {
        const text = ["environment", "forwarder", "writer"]
            .map((file) => readText(`handler/${file}.ts`))
            .join();
        const read = [...text.matchAll(/\bread(?:IfSet)?\(\s*"([A-Z_]+)"/g)].map(([, name]) => name);
        expect([...variables, "AWS_REGION"]).to.have.members([...new Set(read)]);
    });
});
