import { archive, forwarder } from "./resources";
import { describeRule } from "./rule";

describeRule("forwarder-alone", [
    { what: "the serialized function", resources: [forwarder] },
    {
        what: "a function of somebody else",
        resources: [
            {
                ...forwarder,
                parent: "my:own:Thing",
                props: { code: archive("index.js", "node_modules/a/b.js") },
            },
        ],
    },
    {
        what: "a package",
        resources: [{ ...forwarder, props: { code: archive("__index.js", "node_modules/@a/b/c.js") } }],
        said: "The code also holds node_modules/@a/b/c.js.",
    },
    {
        what: "a package that is allowed",
        resources: [{ ...forwarder, props: { code: archive("__index.js", "node_modules/@a/b/c.js") } }],
        config: { "forwarder-alone": { packages: ["@a/b"] } },
    },
    {
        what: "another file",
        resources: [{ ...forwarder, props: { code: archive("__index.js", "more.js") } }],
        said: "The code also holds more.js.",
    },
    {
        what: "many files",
        resources: [{ ...forwarder, props: { code: archive("a", "b", "c", "d", "e", "f") } }],
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
]);
