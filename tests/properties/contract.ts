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

/** Numbers beyond a double's range take `1e999`, as in the text that they came from. */
function jsonBytes(value: unknown): number {
    const written = (_: string, one: unknown) => (one === Infinity || one === -Infinity ? 10 ** 20 : one);
    return Buffer.byteLength(JSON.stringify(value, written));
}

/** Where and how `eventData` breaks the contract; empty when it keeps it. */
function violations(eventData: unknown): string[] {
    if (validate(eventData)) return [];
    return (validate.errors ?? []).map(
        ({ instancePath, message = "", schemaPath }) => `${instancePath || "$"} ${message} (${schemaPath})`,
    );
}

export { schema, violations };
