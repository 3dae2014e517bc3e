import { of, store } from "./resources";
import { describeRule } from "./rule";

describeRule("store-is-protected", [
    ["a protected store", of(store, { terminationProtectionEnabled: true })],
    ["a store with AWS's default", of(store, {})],
    [
        "an unprotected store",
        of(store, { terminationProtectionEnabled: false }),
        "terminationProtectionEnabled is false: the evidence could be deleted. Leave it out, or set it to true.",
    ],
    [
        "an unprotected store of the other provider",
        of("aws:cloudtrail/eventDataStore:EventDataStore", { terminationProtectionEnabled: false }),
        "terminationProtectionEnabled is false: the evidence could be deleted. Leave it out, or set it to true.",
    ],
]);
