/** The known fields of OneLogin's `detail`: a value as OneLogin writes it, or any other. */
import fc from "fast-check";
import eventTypes from "../../../handler/eventTypes.json";
import detailKeys from "../../../handler/detailKeys.json";
import { anyText, anyValue, longText, write } from "./json";
import { anyId } from "./ids";

const calendar = fc.date({ min: new Date(0), max: new Date("2040-01-01"), noInvalidDate: true });
const zones = fc.constantFrom(" UTC", " UTC", " UTC", "Z", "", " GMT", "+02:00", " -0530", "+14", ".123Z");

const times = fc.oneof(
    {
        weight: 6,
        arbitrary: fc
            .tuple(calendar, zones, fc.constantFrom(" ", " ", "T"))
            .map(([time, zone, between]) => time.toISOString().slice(0, 19).replace("T", between) + zone),
    },
    {
        weight: 2,
        arbitrary: fc.constantFrom(
            "2028-02-29 10:00:00 UTC",
            "2026-02-29 10:00:00 UTC",
            "2026-02-31 10:00:00 +0200",
            "0000-01-01 00:00:00 +0100",
            "9999-12-31 23:59:59 -0100",
            "2016-12-31 23:59:60 UTC",
            "2026-11-20",
            "yesterday",
        ),
    },
);

const addresses = fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.constantFrom("::ffff:192.0.2.1", "fe80::1%eth0", "192.0.2.256", "192.0.2.1, 192.0.2.2", "localhost"),
);

const names = fc.oneof(
    fc.constantFrom("Ada Lovelace", "Grace Hopper", "Zoë Ångström", "李雷", "Accounting (EMEA)", "VPN"),
    anyText,
);

/** Half of them known, of which some mean a failure. */
const types = fc.oneof(
    fc.constantFrom(...eventTypes).map(({ id }) => String(id)),
    fc.constantFrom("5", '"6"', '" 7 "', "99999", '"new"', "5.5", '"é"', "true", "1e400"),
);

/** Values as OneLogin writes them, by the field's name. */
function typical(name: string): fc.Arbitrary<string> {
    if (name === "uuid") return anyId.map(write);
    if (["event_timestamp", "created_at", "resolved_at"].includes(name)) return times.map(write);
    if (name === "event_type_id") return types;
    if (name === "ipaddr" || name === "proxy_ip") return addresses.map(write);
    if (name === "risk_score") return fc.integer({ min: 0, max: 100 }).map(String);
    if (name === "create") return fc.integer().map((id) => `{"_id":${id}}`);
    if (["user_agent", "error_description", "risk_reasons", "notes"].includes(name))
        return fc.oneof({ weight: 15, arbitrary: anyText }, { weight: 1, arbitrary: longText }).map(write);
    if (!name.endsWith("_id")) return names.map(write);
    return fc.integer({ min: 0 }).chain((id) => fc.constantFrom(String(id), `"${id}"`));
}

function valueOf(name: string): fc.Arbitrary<string> {
    return fc.oneof({ weight: 4, arbitrary: typical(name) }, { weight: 1, arbitrary: anyValue });
}

type Member = [key: string, json: string];

function memberOf(name: string): fc.Arbitrary<Member> {
    return fc.tuple(fc.constant(name), valueOf(name));
}

/** The four that OneLogin always sends; now and then one is missing. */
const always = ["uuid", "account_id", "event_timestamp", "event_type_id"];
/** What decides a field of its own comes more often than its share of the 83. */
const decisive = [
    ...always,
    ..."actor_user_id actor_user_name actor_system client_id api_credential_name ipaddr user_agent".split(
        " ",
    ),
    ..."error_description risk_score risk_reasons assuming_acting_user_id resolution created_at".split(" "),
];
const oneMember = fc.oneof(...[...detailKeys, ...decisive, ...decisive].map(memberOf));
const alwaysMembers = fc.tuple(
    ...always.map((name) => fc.option(memberOf(name), { freq: 12, nil: undefined })),
);

export { alwaysMembers, memberOf, oneMember, times, valueOf, type Member };
