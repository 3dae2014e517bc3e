import { store } from "./resources";
import { describeRule } from "./rule";

describeRule("store-is-protected", [
    {
        what: "a protected store",
        resources: [{ type: store, name: "it", props: { terminationProtectionEnabled: true } }],
    },
    { what: "a store with AWS's default", resources: [{ type: store, name: "it", props: {} }] },
    {
        what: "an unprotected store",
        resources: [{ type: store, name: "it", props: { terminationProtectionEnabled: false } }],
        said: "terminationProtectionEnabled is false: the evidence could be deleted. Leave it out, or set it to true.",
    },
    {
        what: "an unprotected store of the other provider",
        resources: [
            {
                type: "aws:cloudtrail/eventDataStore:EventDataStore",
                name: "it",
                props: { terminationProtectionEnabled: false },
            },
        ],
        said: "terminationProtectionEnabled is false: the evidence could be deleted. Leave it out, or set it to true.",
    },
]);
