/** The contract of an event (`event.schema.json`), checked by ajv, with sizes counted in bytes of UTF-8. */
import Ajv2020 from "ajv/dist/2020";
import schema from "./event.schema.json";

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });

ajv.addKeyword({
    keyword: "maxUtf8Bytes",
    type: "string",
    schemaType: "number",
    validate: (most: number, text: string) => Buffer.byteLength(text) <= most,
});

ajv.addKeyword({
    keyword: "maxJsonBytes",
    schemaType: "number",
    validate: (most: number, value: unknown) => jsonBytes(value) <= most,
});

const validate = ajv.compile(schema);

/** What the forwarder writes as `1e999` is read as Infinity; JSON.stringify writes `1e+21`, which is as long. */
function jsonBytes(value: unknown): number {
    const written = (_: string, one: unknown) => (one === Infinity ? 1e21 : one === -Infinity ? -1e21 : one);
    return Buffer.byteLength(JSON.stringify(value, written));
}

/** Where and how `eventData` breaks the contract; empty when it keeps it. */
export function violations(eventData: unknown): string[] {
    if (validate(eventData)) return [];
    return (validate.errors ?? []).map(
        ({ instancePath, message = "", schemaPath }) => `${instancePath || "$"} ${message} (${schemaPath})`,
    );
}

export { schema };
