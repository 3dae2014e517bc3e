import { expect } from "chai";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
    ChannelNotFound,
    CloudTrailDataClient,
    CloudTrailDataServiceException,
    PutAuditEventsCommand,
} from "../../../local/sdk/client-cloudtrail-data";

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
const channelArn = "arn:aws:cloudtrail:eu-central-1:123456789012:channel/c-1";
const auditEvents = [{ id: "1", eventData: "{}" }];

interface Seen {
    method?: string;
    url?: string;
    headers: IncomingMessage["headers"];
    body: string;
}

describe("the stand-in for @aws-sdk/client-cloudtrail-data", () => {
    let server: Server;
    let url: string;
    let seen: Seen[];
    let respond: (response: ServerResponse) => void;
    const environment = { ...process.env };

    before(async () => {
        server = createServer((request, response) => {
            let body = "";
            request.on("data", (chunk: Buffer) => (body += chunk.toString()));
            request.on("end", () => {
                const { method, url, headers } = request;
                seen.push({ method, url, headers, body });
                respond(response);
            });
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    after(() => server.close());
    beforeEach(() => {
        seen = [];
        respond = (response) => response.end('{"successful":[{"id":"1","eventID":"e-1"}],"failed":[]}');
    });
    afterEach(() => {
        process.env = { ...environment };
    });

    function send(
        configuration: ConstructorParameters<typeof CloudTrailDataClient>[0] = {},
        externalId?: string,
    ) {
        const client = new CloudTrailDataClient({ region: "eu-central-1", credentials, ...configuration });
        return client.send(new PutAuditEventsCommand({ channelArn, externalId, auditEvents }));
    }

    async function failure(sending: Promise<unknown>): Promise<CloudTrailDataServiceException> {
        return sending.then(
            () => expect.fail("was accepted"),
            (error: CloudTrailDataServiceException) => error,
        );
    }

    it("sends rest-json, signed for cloudtrail-data", async () => {
        await send({ endpoint: url }, "a+b");
        const [{ method, url: target, headers, body }] = seen;
        expect([method, target]).to.deep.equal([
            "POST",
            "/PutAuditEvents?channelArn=arn%3Aaws%3Acloudtrail%3Aeu-central-1%3A123456789012%3Achannel%2Fc-1&externalId=a%2Bb",
        ]);
        expect(headers["content-type"]).to.equal("application/json");
        expect(headers.authorization).to.match(
            /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/cloudtrail-data\/aws4_request, SignedHeaders=.*, Signature=[0-9a-f]{64}$/,
        );
        expect(headers["user-agent"]).to.include("api/cloudtrail-data#");
        expect(JSON.parse(body)).to.deep.equal({ auditEvents });
    });

    it("gives the answer's two lists", async () => {
        respond = (response) =>
            response.end(
                '{"successful":[{"id":"1","eventID":"e"}],"failed":[{"id":"2","errorCode":"InvalidData","errorMessage":"m"}]}',
            );
        const { successful, failed, $metadata } = await send({ endpoint: url });
        expect(successful).to.deep.equal([{ id: "1", eventID: "e" }]);
        expect(failed).to.deep.equal([{ id: "2", errorCode: "InvalidData", errorMessage: "m" }]);
        expect($metadata.httpStatusCode).to.equal(200);
    });

    it("knows the modelled exceptions by class and name", async () => {
        respond = (response) =>
            response
                .writeHead(400, { "x-amzn-ErrorType": "ChannelNotFound" })
                .end('{"message":"no such channel"}');
        const error = await failure(send({ endpoint: url }));
        expect(error).to.be.instanceOf(ChannelNotFound).and.instanceOf(CloudTrailDataServiceException);
        expect(error).to.include({ name: "ChannelNotFound", message: "no such channel", $fault: "client" });
    });

    it("gives other errors by name, as services' common errors", async () => {
        respond = (response) =>
            response.writeHead(403).end('{"__type":"AccessDeniedException","message":"denied"}');
        const error = await failure(send({ endpoint: url }));
        expect(error).to.be.instanceOf(CloudTrailDataServiceException);
        expect(error).to.include({ name: "AccessDeniedException", message: "denied" });
    });

    it("tries a call again that the service could not answer", async () => {
        const answers = [500, 503];
        const succeed = respond;
        respond = (response) => {
            const status = answers.shift();
            if (status) response.writeHead(status, { "Retry-After": "0" }).end("{}");
            else succeed(response);
        };
        const { $metadata } = await send({ endpoint: url });
        expect($metadata.attempts).to.equal(3);
        expect(seen).to.have.length(3);
    });

    const variables: [set: string[], taken: string, why: string][] = [
        [["AWS_ENDPOINT_URL_CLOUDTRAIL_DATA"], "AWS_ENDPOINT_URL_CLOUDTRAIL_DATA", "its own variable"],
        [["AWS_ENDPOINT_URL"], "AWS_ENDPOINT_URL", "every service's variable"],
        [
            ["AWS_ENDPOINT_URL_CLOUDTRAIL_DATA", "AWS_ENDPOINT_URL"],
            "AWS_ENDPOINT_URL_CLOUDTRAIL_DATA",
            "its own first",
        ],
    ];
    for (const [set, taken, why] of variables) {
        it(`takes its endpoint from the environment: ${why}`, async () => {
            for (const name of set) process.env[name] = name === taken ? url : "http://127.0.0.1:1";
            await send({ maxAttempts: 1 });
            expect(seen).to.have.length(1);
        });
    }

    for (const [option, name] of [
        ["useFipsEndpoint", "FIPS"],
        ["useDualstackEndpoint", "Dualstack"],
    ]) {
        it(`refuses ${name} with an endpoint of its own, as the real client's rules do`, async () => {
            const { message } = await failure(send({ endpoint: url, [option]: true }));
            expect(message).to.equal(`Invalid Configuration: ${name} and custom endpoint are not supported`);
            expect(seen).to.deep.equal([]);
        });
    }

    const hosts: [configuration: object, host: string][] = [
        [{ region: "eu-central-1" }, "cloudtrail-data.eu-central-1.amazonaws.com"],
        [{ region: "cn-north-1" }, "cloudtrail-data.cn-north-1.amazonaws.com.cn"],
        [{ region: "us-east-1", useDualstackEndpoint: true }, "cloudtrail-data.us-east-1.api.aws"],
        [{ region: "us-east-1", useFipsEndpoint: true }, "cloudtrail-data-fips.us-east-1.amazonaws.com"],
    ];
    for (const [configuration, host] of hosts) {
        it(`calls ${host} by default with ${JSON.stringify(configuration)}`, async () => {
            let called = "";
            const requestHandler = {
                handle: (request: { protocol: string; hostname: string }) => {
                    called = `${request.protocol}//${request.hostname}`;
                    return Promise.reject(new Error("far enough"));
                },
            };
            await failure(send({ ...configuration, requestHandler, maxAttempts: 1 }));
            expect(called).to.equal(`https://${host}`);
        });
    }
});
