import { expect } from "chai";
import {
    ChannelNotFound,
    CloudTrailDataClient,
    CloudTrailDataServiceException,
    PutAuditEventsCommand,
} from "../../../local/sdk/client-cloudtrail-data";
import { Laboratory, auditEvent, channel, put, refusalOf } from "../channel/support";

/** Requests and answers are those of tests/local/channel/endpoint.test.ts, which calls by this client. */
describe("the stand-in for @aws-sdk/client-cloudtrail-data", () => {
    const laboratory = new Laboratory();
    const environment = { ...process.env };
    afterEach(() => {
        process.env = { ...environment };
        return laboratory.stop();
    });

    it("knows the modelled exceptions by class and name, others by name alone", async () => {
        let name = "ChannelNotFound";
        const url = await laboratory.start({
            intercept: () => ({ refusal: { status: 400, name, message: "no such channel" } }),
        });
        const modelled = await refusalOf(put(url, [auditEvent("a")]));
        expect(modelled).to.be.instanceOf(ChannelNotFound).and.instanceOf(CloudTrailDataServiceException);
        expect(modelled).to.include({ name, message: "no such channel", $fault: "client" });
        name = "AccessDeniedException";
        expect(await refusalOf(put(url, [auditEvent("a")])))
            .to.be.instanceOf(CloudTrailDataServiceException)
            .and.include({ name, message: "no such channel" });
    });

    /** Where a client calls, and why it fails. */
    async function called(configuration: object): Promise<{ origin?: string; message: string }> {
        let origin: string | undefined;
        const requestHandler = {
            handle({ protocol, hostname }: { protocol: string; hostname: string }) {
                origin = `${protocol}//${hostname}`;
                return Promise.reject(new Error("far enough"));
            },
        };
        const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
        const client = new CloudTrailDataClient({
            ...{ region: "eu-central-1", credentials, maxAttempts: 1, requestHandler },
            ...configuration,
        });
        const command = new PutAuditEventsCommand({
            channelArn: channel.arn,
            auditEvents: [auditEvent("a")],
        });
        const { message } = await refusalOf(client.send(command));
        return { origin, message };
    }

    const [own, every] = ["AWS_ENDPOINT_URL_CLOUDTRAIL_DATA", "AWS_ENDPOINT_URL"];
    const origins: [origin: string, configuration: object, variables?: Record<string, string>][] = [
        ["https://cloudtrail-data.eu-central-1.amazonaws.com", {}],
        ["https://cloudtrail-data.cn-north-1.amazonaws.com.cn", { region: "cn-north-1" }],
        ["https://cloudtrail-data.us-east-1.api.aws", { region: "us-east-1", useDualstackEndpoint: true }],
        [
            "https://cloudtrail-data-fips.us-east-1.amazonaws.com",
            { region: "us-east-1", useFipsEndpoint: true },
        ],
        ["http://own", {}, { [own]: "http://own" }],
        ["http://every", {}, { [every]: "http://every" }],
        ["http://own", {}, { [own]: "http://own", [every]: "http://every" }],
    ];
    for (const [origin, configuration, variables = {}] of origins)
        it(`calls ${origin} with ${JSON.stringify(configuration)} and ${JSON.stringify(variables)}`, async () => {
            Object.assign(process.env, variables);
            expect((await called(configuration)).origin).to.equal(origin);
        });

    for (const [option, name] of [
        ["useFipsEndpoint", "FIPS"],
        ["useDualstackEndpoint", "Dualstack"],
    ])
        it(`refuses ${name} with an endpoint of its own, as the real client's rules do`, async () => {
            expect(await called({ endpoint: "http://own", [option]: true })).to.deep.equal({
                origin: undefined,
                message: `Invalid Configuration: ${name} and custom endpoint are not supported`,
            });
        });
});
