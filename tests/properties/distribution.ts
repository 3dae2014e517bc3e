/** What the generators made: a run that never met a case has proved nothing of it. */
import { limits } from "../../handler/limits";
import { readTime } from "./times";
import type { Made } from "./record";

function text(made: Made, path: string): string {
    return made.expected.texts.get(path) ?? "";
}

function hasTime({ detail }: Made["event"]): boolean {
    return (readTime(detail.event_timestamp) ?? readTime(detail.created_at)) !== undefined;
}

function isMissing(data: Made["data"], path: string): boolean {
    const [name, key] = path.split(/\.(.*)/s);
    return name === "requestParameters" && !Object.hasOwn(data[name] ?? {}, key);
}

/** Whether an event, and what was made of it, is such a case. */
const cases: Record<string, (made: Made) => boolean> = {
    "an event": () => true,
    "body up to 1 kB": ({ body }) => body.length <= 1000,
    "body of 1 to 28 kB": ({ body }) => body.length > 1000 && body.length <= 28_000,
    "body of 28 to 100 kB": ({ body }) => body.length > 28_000 && body.length <= 100_000,
    "body above 100 kB": ({ body }) => body.length > 100_000,
    "escapes in the text": ({ body }) => body.includes("\\u"),
    "white space in the text": ({ body }) => /^\s*\{\s/.test(body),
    "half a surrogate pair": ({ body }) => /\\u[dD][89a-fA-F]/.test(body),
    "control characters": ({ body }) => /\\u00[01]|\\[nrt]/.test(body),
    "a number beyond a double's range": ({ body }) => /[:[,\s]-?1e400/.test(body),
    "a number beyond 2^53": ({ body }) => /[:[,\s]-?(9007199254740993|10{40})/.test(body),
    "a key of JavaScript's own": ({ body }) => /"(__proto__|constructor|toJSON)"\s*:/.test(body),
    "a null": ({ body }) => body.includes("null"),
    "id as OneLogin gave it": ({ expected, record }) => expected.id === record.id,
    "id made fit": ({ expected, record }) => expected.id !== "" && expected.id !== record.id,
    "id from the envelope": ({ event, expected }) => !event.detail.uuid && expected.id !== "",
    "id from the text, for want of another": ({ expected }) => expected.id === "",
    "time from the detail": ({ event }) => readTime(event.detail.event_timestamp) !== undefined,
    "time from the detail's created_at": ({ event }) =>
        readTime(event.detail.event_timestamp) === undefined &&
        readTime(event.detail.created_at) !== undefined,
    "time from the envelope": ({ event }) => !hasTime(event) && readTime(event.time) !== undefined,
    "time of receipt": ({ event }) => !hasTime(event) && readTime(event.time) === undefined,
    "a user acted": (made) => text(made, "userIdentity.type") === "OneLoginUser",
    "an API credential acted": (made) => text(made, "userIdentity.type") === "OneLoginAPICredential",
    "the system acted": (made) => text(made, "userIdentity.type") === "OneLoginSystem",
    "nobody known acted": (made) => text(made, "userIdentity.type") === "Unknown",
    "a known type": (made) => !text(made, "eventName").startsWith("ONELOGIN_EVENT"),
    "an unknown type": (made) => text(made, "eventName").startsWith("ONELOGIN_EVENT"),
    "a failure": (made) => text(made, "errorCode") !== "",
    "an address": (made) => text(made, "sourceIPAddress") !== "",
    "an outcome": ({ expected }) => expected.maps.responseElements.size > 0,
    "anything cut": ({ listing }) => listing.count > 0,
    "a text cut": ({ cut }) => cut.some((path) => !/^(requestP|responseE|additional)/.test(path)),
    "a map cut": ({ cut }) => cut.some((path) => /^(requestP|responseE)/.test(path)),
    "raw cut": ({ cut }) => cut.some((path) => path.startsWith("additional")),
    "a member dropped": ({ cut, data }) => cut.some((path) => isMissing(data, path)),
    "more cuts than are listed": ({ listing }) => listing.count > 20,
    "raw only as text": ({ listing }) => listing.paths[0] === "$",
    "nested too deeply": ({ expected }) => expected.tooDeep.length > 0,
    "above half of a map's limit": ({ record }) => record.text.length > limits.field.requestParameters / 2,
};

export { cases };
