import { expect } from "chai";
import { compilePattern } from "../../../local/events/pattern";
import { UserError } from "../../../local/userError";

const event = {
    version: "0",
    source: "aws.partner/onelogin.com/US-1/abc",
    resources: ["arn:one", "arn:two"],
    detail: {
        name: "Ada",
        empty: "",
        count: 5,
        ratio: 0.5,
        big: 123456789012,
        yes: true,
        nothing: null,
        digits: "5",
        ip: "10.0.0.33",
        ip6: "2001:db8::1",
        path: "a/lib/b.png",
        star: "a*b\\c",
        none: [],
        create: { _id: "x1" },
        people: [
            { first: "Michael", last: "Jackson" },
            { first: "Jackson", last: "Pollock" },
        ],
        nested: [["deep"], [{ inner: "v" }]],
    },
};

/** A pattern for one field of `detail`, whether it matches the event above, and why. */
const leaves: [field: string, matchers: unknown[], matches: boolean, why: string][] = [
    ["name", ["Ada"], true, "an equal string"],
    ["name", ["Bob", "Ada"], true, "any of several values"],
    ["name", ["ada"], false, "letter case counts"],
    ["name", ["Ad"], false, "a part is not the whole"],
    ["empty", [""], true, "the empty string"],
    ["count", [5], true, "an equal number"],
    ["count", [5.0], true, "numbers compare by value"],
    ["count", ["5"], false, "a string is no number"],
    ["digits", [5], false, "a number is no string"],
    ["digits", ["5"], true, "digits in a string"],
    ["yes", [true], true, "a boolean"],
    ["yes", ["true"], false, "a boolean is no string"],
    ["nothing", [null], true, "null"],
    ["nothing", [""], false, "null is not empty"],
    ["missing", [null], false, "null is not absence"],
    ["missing", ["x"], false, "an absent field equals nothing"],

    ["name", [{ prefix: "A" }], true, "prefix"],
    ["name", [{ prefix: "d" }], false, "prefix is not contains"],
    ["name", [{ prefix: "" }], true, "the empty prefix"],
    ["digits", [{ prefix: "5" }], true, "prefix on digits in a string"],
    ["count", [{ prefix: "5" }], false, "prefix looks at strings only"],
    ["name", [{ prefix: { "equals-ignore-case": "aD" } }], true, "prefix, any case"],
    ["name", [{ suffix: "da" }], true, "suffix"],
    ["name", [{ suffix: "d" }], false, "suffix is not contains"],
    ["name", [{ suffix: { "equals-ignore-case": "DA" } }], true, "suffix, any case"],
    ["name", [{ "equals-ignore-case": "aDA" }], true, "equals, any case"],
    ["name", [{ "equals-ignore-case": "ad" }], false, "equals, any case, still the whole"],
    ["yes", [{ "equals-ignore-case": "true" }], false, "any case looks at strings only"],

    ["path", [{ wildcard: "*/lib/*" }], true, "wildcard"],
    ["path", [{ wildcard: "a*" }], true, "wildcard at the end"],
    ["path", [{ wildcard: "*.png" }], true, "wildcard at the beginning"],
    ["path", [{ wildcard: "a/lib/b.png" }], true, "wildcard without a star"],
    ["path", [{ wildcard: "a/lib*lib/b.png" }], false, "parts of a wildcard do not overlap"],
    ["name", [{ wildcard: "*da*a" }], false, "nor do its last two parts"],
    ["path", [{ wildcard: "a*b.png*" }], true, "a star may stand for nothing"],
    ["path", [{ wildcard: "*lib*x*" }], false, "a part that is not there"],
    ["path", [{ wildcard: "b*" }], false, "another beginning"],
    ["star", [{ wildcard: "a\\*b\\\\*" }], true, "escaped star and backslash"],
    ["path", [{ wildcard: "a\\*" }], false, "an escaped star is a star"],
    ["count", [{ wildcard: "*" }], false, "wildcard looks at strings only"],

    ["name", [{ "anything-but": "Bob" }], true, "anything but another"],
    ["name", [{ "anything-but": "Ada" }], false, "anything but this"],
    ["name", [{ "anything-but": ["Bob", "Ada"] }], false, "anything but a list"],
    ["count", [{ "anything-but": 5 }], false, "anything but a number"],
    ["count", [{ "anything-but": [1, 2] }], true, "anything but numbers"],
    ["count", [{ "anything-but": "5" }], true, "anything but a string lets a number through"],
    ["nothing", [{ "anything-but": "x" }], true, "null is something else"],
    ["missing", [{ "anything-but": "x" }], false, "an absent field is not something else"],
    ["name", [{ "anything-but": { prefix: "A" } }], false, "anything but a prefix"],
    ["name", [{ "anything-but": { prefix: ["B", "C"] } }], true, "anything but prefixes"],
    ["name", [{ "anything-but": { suffix: "da" } }], false, "anything but a suffix"],
    ["name", [{ "anything-but": { "equals-ignore-case": "ADA" } }], false, "anything but, any case"],
    [
        "name",
        [{ "anything-but": { "equals-ignore-case": ["bob", "eve"] } }],
        true,
        "anything but a list, any case",
    ],
    ["path", [{ "anything-but": { wildcard: "*/lib/*" } }], false, "anything but a wildcard"],
    ["count", [{ "anything-but": { prefix: "5" } }], true, "a number has no prefix"],

    ["count", [{ numeric: ["=", 5] }], true, "numeric equals"],
    ["count", [{ numeric: [">", 0, "<=", 5] }], true, "numeric range, its upper end included"],
    ["count", [{ numeric: [">", 5] }], false, "numeric, its lower end excluded"],
    ["count", [{ numeric: [">=", 5] }], true, "numeric, its lower end included"],
    ["count", [{ numeric: ["<", 5] }], false, "numeric, its upper end excluded"],
    ["ratio", [{ numeric: ["<", 5e-1, ">", 0] }], false, "numeric with a fraction"],
    ["digits", [{ numeric: ["=", 5] }], false, "numeric looks at numbers only"],

    ["ip", [{ cidr: "10.0.0.0/24" }], true, "an IPv4 range"],
    ["ip", [{ cidr: "10.0.1.0/24" }], false, "another IPv4 range"],
    ["ip", [{ cidr: "10.0.0.33/32" }], true, "a range of one address"],
    ["ip6", [{ cidr: "2001:db8::/32" }], true, "an IPv6 range"],
    ["ip6", [{ cidr: "10.0.0.0/8" }], false, "an IPv6 address in no IPv4 range"],
    ["name", [{ cidr: "0.0.0.0/0" }], false, "no address at all"],

    ["name", [{ exists: true }], true, "a field that is there"],
    ["nothing", [{ exists: true }], true, "null is there"],
    ["missing", [{ exists: true }], false, "a field that is not there"],
    ["missing", [{ exists: false }], true, "absence"],
    ["name", [{ exists: false }], false, "no absence"],
    ["create", [{ exists: true }], false, "exists sees leaves only, not objects"],
    ["create", [{ exists: false }], true, "an object is no leaf"],
    ["none", [{ exists: false }], true, "an empty array holds no leaf"],
    ["missing", ["x", { exists: false }], true, "a value or absence"],
    ["toString", [{ exists: true }], false, "what every JavaScript object has is no field"],

    ["nested", ["deep"], true, "arrays in arrays"],
];

/** Whole patterns against the same event. */
const whole: [pattern: object, matches: boolean, why: string][] = [
    [{ source: [{ prefix: "aws.partner/onelogin.com/" }] }, true, "the rule that is deployed"],
    [{ source: [{ prefix: "aws.partner/okta.com/" }] }, false, "another partner"],
    [{ resources: ["arn:two"] }, true, "any element of an event's array"],
    [{ resources: ["arn:three"] }, false, "no element of an event's array"],
    [{ resources: [{ "anything-but": "arn:one" }] }, true, "any other element of an event's array"],
    [{ source: [{ prefix: "aws." }], detail: { name: ["Bob"] } }, false, "all fields must match"],
    [{ detail: { create: { _id: ["x1"] } } }, true, "nested objects"],
    [{ detail: { create: ["x1"] } }, false, "an object is no value"],
    [{ detail: { name: { first: ["Ada"] } } }, false, "a value is no object"],
    [{ detail: { people: { last: ["Jackson"] } } }, true, "an object in an array"],
    [{ detail: { people: { first: ["Michael"], last: ["Jackson"] } } }, true, "two fields of one element"],
    [{ detail: { people: { first: ["Jackson"], last: ["Jackson"] } } }, false, "never of two elements"],
    [
        { detail: { people: { first: ["Jackson"], last: ["Pollock"] } } },
        true,
        "the second element, after a miss",
    ],
    [{ detail: { people: { middle: [{ exists: false }] } } }, true, "absent in every element"],
    [{ detail: { nested: { inner: ["v"] } } }, true, "an object in an array in an array"],
    [{ $or: [{ version: ["1"] }, { detail: { count: [5] } }] }, true, "$or: the second"],
    [
        { resources: ["arn:one"], $or: [{ resources: ["arn:two"] }, { version: ["1"] }] },
        true,
        "$or and the same array",
    ],
    [{ $or: [{ version: ["1"] }, { detail: { count: [6] } }] }, false, "$or: neither"],
    [
        { version: ["1"], $or: [{ version: ["0"] }, { detail: { count: [5] } }] },
        false,
        "$or and another field",
    ],
    [
        { detail: { $or: [{ name: ["Bob"] }, { count: [5], yes: [true] }] } },
        true,
        "$or below, with an and inside",
    ],
    [
        { detail: { $or: [{ name: ["Bob"] }, { $or: [{ count: [1] }, { yes: [true] }] }] } },
        true,
        "$or in $or",
    ],
];

/** Patterns that EventBridge refuses, or that this compiler does not know: all of the message's particulars. */
const invalid: [json: string, at: string, reason: string][] = [
    ["{", "$", "it is not JSON"],
    ["[]", "$", "an object is expected"],
    ["{}", "$", "an empty object is not allowed"],
    ['{"detail":{}}', "$.detail", "an empty object is not allowed"],
    ['{"source":"x"}', "$.source", "an array of values or an object is expected"],
    ['{"source":[]}', "$.source", "an empty array is not allowed"],
    ['{"source":[["x"]]}', "$.source[0]", "a match value must be"],
    [
        '{"source":["x",{"starts-with":"y"}]}',
        "$.source[1]",
        "the operator 'starts-with' is not known; known: prefix,",
    ],
    ['{"source":[{"toString":"y"}]}', "$.source[0]", "the operator 'toString' is not known"],
    [
        '{"source":[{"prefix":"a","suffix":"b"}]}',
        "$.source[0]",
        "an operator is an object with one key, not 2",
    ],
    ['{"source":[{}]}', "$.source[0]", "an operator is an object with one key, not 0"],
    ['{"source":[{"prefix":5}]}', "$.source[0].prefix", "a string is expected"],
    [
        '{"source":[{"prefix":{"wildcard":"a"}}]}',
        "$.source[0].prefix",
        "the operator 'wildcard' is not known",
    ],
    ['{"source":[{"wildcard":"a**b"}]}', "$.source[0].wildcard", "consecutive wildcards"],
    ['{"source":[{"wildcard":"a\\\\b"}]}', "$.source[0].wildcard", "a backslash can escape only"],
    ['{"source":[{"anything-but":[]}]}', "$.source[0].anything-but", "an empty list"],
    ['{"source":[{"anything-but":["a",1]}]}', "$.source[0].anything-but", "not both in one list"],
    [
        '{"source":[{"anything-but":null}]}',
        "$.source[0].anything-but",
        "anything-but takes strings or numbers",
    ],
    [
        '{"source":[{"anything-but":{"cidr":"x"}}]}',
        "$.source[0].anything-but",
        "the operator 'cidr' is not known",
    ],
    [
        '{"source":[{"anything-but":{"prefix":[1]}}]}',
        "$.source[0].anything-but.prefix",
        "a string is expected",
    ],
    ['{"source":[{"numeric":["~",1]}]}', "$.source[0].numeric", "numeric compares with = < <= > >="],
    ['{"source":[{"numeric":[">"]}]}', "$.source[0].numeric", "numeric takes one or two comparisons"],
    ['{"source":[{"numeric":[">",6e9]}]}', "$.source[0].numeric", "from -5.0e9 to 5.0e9"],
    ['{"source":[{"cidr":"10.0.0.0/33"}]}', "$.source[0].cidr", "'10.0.0.0/33' is not an address range"],
    ['{"source":[{"cidr":"10.0.0/8"}]}', "$.source[0].cidr", "'10.0.0/8' is not an address range"],
    ['{"source":[{"exists":"yes"}]}', "$.source[0].exists", "exists must be true or false"],
    ['{"$or":[{"a":["b"]}]}', "$.$or", "two or more objects"],
    ['{"$or":[{"a":["b"]},5]}', "$.$or[1]", "an object is expected"],
];

describe("an event pattern", () => {
    for (const [field, matchers, matches, why] of leaves) {
        it(`${matches ? "lets through" : "stops"} ${field} by ${JSON.stringify(matchers)}: ${why}`, () => {
            const isMatch = compilePattern(JSON.stringify({ detail: { [field]: matchers } }));
            expect(isMatch(event)).to.equal(matches);
        });
    }
    for (const [pattern, matches, why] of whole) {
        it(`${matches ? "lets through" : "stops"} ${JSON.stringify(pattern)}: ${why}`, () => {
            expect(compilePattern(JSON.stringify(pattern))(event)).to.equal(matches);
        });
    }
    for (const [json, at, reason] of invalid) {
        it(`is refused: ${json}`, () => {
            expect(() => compilePattern(json))
                .to.throw(UserError)
                .with.property("message")
                .that.includes(`The event pattern is not valid at ${at}: `)
                .and.includes(reason);
        });
    }

    it("is refused when its $or branches combine to more than 1000", () => {
        const or = { $or: Array.from({ length: 11 }, (_, index) => ({ a: [index] })) };
        const pattern = JSON.stringify({ x: or, y: or, z: or });
        expect(() => compilePattern(pattern)).to.throw(UserError, "$or makes more than 1000 combinations");
    });

    it("matches nothing in an event that is no object", () => {
        expect(compilePattern('{"source":["x"]}')("x")).to.equal(false);
    });
});
