import type { ResourceValidationPolicy } from "@pulumi/policy";

const stores = ["aws-native:cloudtrail:EventDataStore", "aws:cloudtrail/eventDataStore:EventDataStore"];

/** AWS refuses to delete a store that is protected; its default, where nothing is said, is that it is. */
export const storeIsProtected: ResourceValidationPolicy = {
    name: "store-is-protected",
    description: "An event data store has AWS's termination protection.",
    severity: "high",
    validateResource: ({ type, props }, report) => {
        if (stores.includes(type) && props.terminationProtectionEnabled === false)
            report(
                "terminationProtectionEnabled is false: the evidence could be deleted. Leave it out, or set it to true.",
            );
    },
};
