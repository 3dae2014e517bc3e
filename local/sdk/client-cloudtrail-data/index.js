"use strict";
/**
 * `@aws-sdk/client-cloudtrail-data` on top of its sister `@aws-sdk/client-cloudtrail`.
 *
 * The generated clients of the SDK differ only in what is written below: the service's name, protocol,
 * endpoint and operations. Signing, retries, error handling and HTTP are the SDK's own. Shapes, names and limits
 * are those of the service model cloudtrail-data 2021-08-11.
 */
const { createRequire } = require("node:module");
const { URL } = require("node:url");

// The very copies that the sister client uses: a second copy of a registry or a base class would not be the same.
const sdk = createRequire(require.resolve("@aws-sdk/client-cloudtrail"));
const { CloudTrailClient } = require("@aws-sdk/client-cloudtrail");
const { awsEndpointFunctions } = sdk("@aws-sdk/core/client");
const { AwsRestJsonProtocol } = sdk("@aws-sdk/core/protocols");
const { Command, ServiceException } = sdk("@smithy/core/client");
const { getEndpointPlugin } = sdk("@smithy/core/endpoints");
const { TypeRegistry } = sdk("@smithy/core/schema");

const namespace = "com.amazonaws.cloudtraildata";
const baseNamespace = `smithy.ts.sdk.synthetic.${namespace}`;
const errors = TypeRegistry.for(namespace);
const baseErrors = TypeRegistry.for(baseNamespace);

class CloudTrailDataServiceException extends ServiceException {}
baseErrors.registerError(
    [-3, baseNamespace, "CloudTrailDataServiceException", 0, [], []],
    CloudTrailDataServiceException,
);

/** One class for each modelled exception, known to the protocol by the name on the wire. */
const exceptions = Object.fromEntries(
    [
        "ChannelInsufficientPermission",
        "ChannelNotFound",
        "ChannelUnsupportedSchema",
        "DuplicatedAuditEventId",
        "InvalidChannelARN",
        "UnsupportedOperationException",
    ].map((name) => {
        const exception = {
            [name]: class extends CloudTrailDataServiceException {
                constructor(options) {
                    super({ name, $fault: "client", ...options });
                }
            },
        }[name];
        errors.registerError([-3, namespace, name, { error: "client" }, ["message"], [0]], exception);
        return [name, exception];
    }),
);

// Schemas as the SDK writes them: [kind, namespace, name, traits, member names, member schemas]; 0 is a string.
const structure = (name, members) => [3, namespace, name, 0, Object.keys(members), Object.values(members)];
const listOf = (name, member) => [1, namespace, name, 0, () => member];

const auditEvent = structure("AuditEvent", { id: 0, eventData: 0, eventDataChecksum: 0 });
const success = structure("AuditEventResultEntry", { id: 0, eventID: 0 });
const failure = structure("ResultErrorEntry", { id: 0, errorCode: 0, errorMessage: 0 });
const request = structure("PutAuditEventsRequest", {
    auditEvents: listOf("AuditEvents", auditEvent),
    channelArn: [0, { httpQuery: "channelArn" }],
    externalId: [0, { httpQuery: "externalId" }],
});
const response = structure("PutAuditEventsResponse", {
    successful: listOf("AuditEventResultEntries", success),
    failed: listOf("ResultErrorEntries", failure),
});
const putAuditEvents = [
    9,
    namespace,
    "PutAuditEvents",
    { http: ["POST", "/PutAuditEvents", 200] },
    () => request,
    () => response,
];

function endpoint({ Endpoint, Region, UseFIPS, UseDualStack }) {
    // As the real client's rules have it.
    if (Endpoint && UseFIPS)
        throw new Error("Invalid Configuration: FIPS and custom endpoint are not supported");
    if (Endpoint && UseDualStack)
        throw new Error("Invalid Configuration: Dualstack and custom endpoint are not supported");
    if (Endpoint) return { url: new URL(Endpoint), properties: {}, headers: {} };
    const { dnsSuffix, dualStackDnsSuffix } = awsEndpointFunctions.partition(Region);
    const host = `cloudtrail-data${UseFIPS ? "-fips" : ""}.${Region}`;
    const suffix = UseDualStack ? dualStackDnsSuffix : dnsSuffix;
    return { url: new URL(`https://${host}.${suffix}`), properties: {}, headers: {} };
}

class CloudTrailDataClient extends CloudTrailClient {
    constructor(configuration = {}) {
        super({
            apiVersion: "2021-08-11",
            // The service id is also what AWS_ENDPOINT_URL_CLOUDTRAIL_DATA is found by.
            serviceId: "CloudTrail Data",
            signingName: "cloudtrail-data",
            protocol: AwsRestJsonProtocol,
            protocolSettings: {
                defaultNamespace: namespace,
                errorTypeRegistries: [baseErrors, errors],
                version: "2021-08-11",
                serviceTarget: "CloudTrailDataService",
            },
            endpointProvider: endpoint,
            ...configuration,
        });
    }
}

class PutAuditEventsCommand extends Command.classBuilder()
    .ep({
        UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
        Endpoint: { type: "builtInParams", name: "endpoint" },
        Region: { type: "builtInParams", name: "region" },
        UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" },
    })
    .m((CommandClass, _stack, config) => [
        getEndpointPlugin(config, CommandClass.getEndpointParameterInstructions()),
    ])
    .s("CloudTrailDataService", "PutAuditEvents", {})
    .n("CloudTrailDataClient", "PutAuditEventsCommand")
    .sc(putAuditEvents)
    .build() {}

module.exports = {
    CloudTrailDataClient,
    CloudTrailDataServiceException,
    PutAuditEventsCommand,
    ...exceptions,
};
