import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import knownTypes from "../../../handler/eventTypes.json";
import { enough, recordLake } from "../../support/pulumi/component";
import { itSays } from "../../support/pulumi/saying";
import { recordStack } from "../../support/pulumi/stack";

const all = knownTypes.map(({ id }) => id);
const long = (length: number) => "x".repeat(length);
const room = (count: number, bytes: number) =>
    `its ${count} entries make an environment of up to ${bytes} bytes, and Lambda takes 4096; give fewer`;

describe("eventTypes", () => {
    itSays(
        { eventTypes: { include: [5], exclude: [8] } },
        "eventTypes.include and eventTypes.exclude: both are given; keep the list that is shorter",
    );
    itSays({ eventTypes: {} }, "eventTypes: is empty; give include or exclude, or leave eventTypes out");

    it("takes all that are known", async () => {
        expect((await recordLake({ ...enough, eventTypes: { include: all } })).errors).to.deep.equal([]);
    });

    const externalId = long(1224);
    const policy = { accountIds: ["111122223333"], externalId };
    itSays(
        { eventTypes: { include: all }, channel: { policy } },
        `eventTypes.include: ${room(539, 2255 + 1224 + 12 + 700)}`,
    );
    itSays(
        {
            eventTypes: { exclude: all },
            forwarder: { eventSource: long(1024) },
            channel: { policy: { ...policy, externalId: long(200) } },
        },
        `eventTypes.exclude: ${room(539, 2255 + 1024 + 200 + 700)}`,
    );
});

describe("redaction", () => {
    const secret = "arn:aws:secretsmanager:us-east-1:111122223333:secret:redaction-AbCdEf";
    const kmsKey = "arn:aws:kms:us-east-1:111122223333:key/1234abcd";
    const aKey =
        "must be a key of OneLogin's detail, 1-64 letters, digits and _ that begin with a letter, and none of uuid, account_id, event_timestamp, event_type_id, by which an event is known: leave those as they are";
    const hashing = { hash: ["user_name"], hashKeySecretArn: secret };

    itSays({ redaction: {} }, "redaction: is empty; give remove or hash, or leave redaction out");
    itSays(
        { redaction: { ...hashing, remove: ["notes", "user_name"] } },
        'redaction.hash: "user_name" is in redaction.remove, too; keep it in one of them',
    );
    itSays(
        { redaction: { hash: ["user_name"] } },
        "redaction.hashKeySecretArn: is missing; name the secret that holds the key of redaction.hash (aws secretsmanager create-secret makes one)",
    );
    itSays(
        { redaction: { remove: ["notes"], hashKeySecretArn: secret } },
        "redaction.hashKeySecretArn: it goes with redaction.hash; give that, or leave it out",
    );
    itSays(
        { redaction: { remove: ["notes"], hashKeyKmsKeyArn: kmsKey } },
        "redaction.hashKeyKmsKeyArn: it goes with redaction.hashKeySecretArn; give that, or leave it out",
    );
    itSays(
        { redaction: { ...hashing, hashKeyKmsKeyArn: kmsKey.replace("us-east-1", "eu-west-1") } },
        "redaction.hashKeyKmsKeyArn: it lies in eu-west-1, and the secret in us-east-1; name the key that the secret is encrypted with",
    );
    const keys = Array.from({ length: 60 }, (_, index) => `k${String(index).padStart(63, "0")}`);
    itSays(
        { redaction: { remove: keys, hash: ["user_name"], hashKeySecretArn: secret } },
        `redaction.remove: ${room(60, 60 * 65 - 1 + 9 + secret.length + 12 + 700)}`,
    );
    itSays({ redaction: { remove: ["uuid"] } }, `redaction.remove[0]: "uuid" ${aKey}`);

    describe("a key that OneLogin is not known to send", () => {
        const { warn } = console;
        const said: string[] = [];
        beforeEach(() => (console.warn = (text: string) => said.push(text)));
        afterEach(() => {
            console.warn = warn;
            said.length = 0;
        });
        const unknown = (input: string, key: string, meant: string) =>
            `warning: [runtime] ${input}: "${key}" is not a key that OneLogin is known to send, and redacts nothing; did you mean ${meant}?`;

        it("is warned of if it looks like one that it is, and taken", async () => {
            const remove = ["notes", "user_nmae", "a_key_of_tomorrow"];
            const redaction = { ...hashing, remove, hash: pulumi.output(["ipadr"]) };
            expect((await recordLake({ ...enough, redaction })).errors).to.deep.equal([]);
            expect(said).to.have.members([
                unknown("redaction.remove[1]", "user_nmae", "user_name"),
                unknown("redaction.hash[0]", "ipadr", "ipaddr"),
            ]);
        });

        it("is called by its configuration key in the stack program", async () => {
            await recordStack({ redactionRemove: ["user_nmae"] });
            expect(said).to.deep.equal([unknown("redactionRemove[0]", "user_nmae", "user_name")]);
        });

        it("is not shown if it is secret", async () => {
            await recordLake({ ...enough, redaction: { remove: pulumi.secret(["user_nmae"]) } });
            expect(said).to.deep.equal([]);
        });
    });
});
