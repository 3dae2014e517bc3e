import { drawOf, type Draw } from "./statements/random";

/** The event data stores that the statements read, of CloudTrail Lake's columns for events of partners. */
export const stores = [
    "0b2ee1c5-9a3f-4d5c-8a11-1b2c3d4e5f60",
    "1c3ff2d6-0b40-4e6d-9b22-2c3d4e5f6071",
] as const;
/** What current_timestamp is. */
export const now = new Date("2026-03-10T12:00:00Z");

const pools = {
    users: ["Max Huber 🛠️", "李娜", "Bram de Wit", "Zoë O'Neil", "", null, "max huber 🛠️", "a\tb\nc"],
    ids: ["42", "7", "007", "61200208", null, "1e3", " 42"],
    names: ["USER_LOGGED_INTO_ONELOGIN", "USER_LOGIN_FAILED", "UNKNOWN_EVENT_9999", "app_removed", "Ärger"],
    ips: ["198.51.100.61", "192.0.2.140", "2001:db8::1", "", null],
    agents: ["Mozilla/5.0 (X11; Linux x86_64)", "okta%20agent/1.2", null],
    times: ["2026-03-10 11:00:00", "2026-03-10 10:59:59.999", "2026-02-28 23:59:59", "2025-12-31 00:00:00"],
    numbers: ["37.5", "0", "-1", "100", "1e2", "ninety", null],
    notes: [
        '{"a":1,"b":[true,null]}',
        "[1, 2.50, 1e2]",
        '"x"',
        "key=value&k2=v2",
        "a,b,,c",
        "Passwort geändert",
    ],
};

/** Statements that make the stores and fill them: the same for every engine, whatever a run draws. */
export function storeStatements(): string[] {
    const draw = drawOf(435);
    return stores.flatMap((id, store) =>
        Array.from({ length: store === 0 ? 24 : 6 }, (_, i) => {
            const how = i === 0 ? `CREATE TABLE "${id}" AS` : `INSERT INTO "${id}"`;
            return `${how} ${record(`u${i}`, draw)}`;
        }),
    );
}

/** A SELECT of one event. */
function record(uid: string, draw: Draw): string {
    const of = (name: keyof typeof pools): string | null => draw.one<string | null>(pools[name]);
    const [user, userId, eventName, ip, agent] = (["users", "ids", "names", "ips", "agents"] as const).map(
        of,
    );
    const time = of("times");
    const detail = {
        user_name: user,
        user_id: userId && Number(userId),
        event_type_id: draw.one([5, "6", null]),
    };
    const raw = { detail: { ...detail, risk_score: draw.number(100) / 2, risk_reasons: ["New 🛠", "Ort"] } };
    const request = mapOf(
        { app: of("users"), score: of("numbers"), notes: of("notes"), user_id: userId },
        draw,
    );
    const response = mapOf({ status: draw.one(["ok", "failed"]), notes: of("notes") }, draw);
    const more = mapOf({ raw: JSON.stringify(raw), source: draw.one(["webhook", "api"]) }, draw);
    const eventJson = JSON.stringify({
        eventTime: time,
        eventData: { UID: uid, additionalEventData: { raw } },
    });
    const identity = `ROW(${text(draw.one(["OneLoginUser", "System"]))}, ${text(userId)}, ${mapOf({ name: user }, draw)})`;
    const rest = [agent, "onelogin.com", eventName, time, uid].map(text).join(", ");
    const error = draw.chance(0.3) ? "'AccessDenied', 'not today'" : "NULL, NULL";
    const data = `ROW('0', ${identity}, ${rest}, ${request}, ${response}, ${error}, ${text(ip)}, '123456789012', ${more})`;
    const columns: [string, string, string][] = [
        ["eventversion", "'1.08'", "varchar"],
        ["eventcategory", "'ActivityAuditLog'", "varchar"],
        ["eventtype", "'ActivityLog'", "varchar"],
        ["eventid", `'aws-${uid}'`, "varchar"],
        ["eventtime", text(time), "timestamp(3)"],
        ["awsregion", "'us-east-1'", "varchar"],
        ["recipientaccountid", "'123456789012'", "varchar"],
        ["addendum", "NULL", rowOf("reason", "updatedfields", "originaluid", "originaleventid")],
        ["metadata", `ROW('2026-03-10T11:00:01.234Z', 'arn:${uid}')`, rowOf("ingestiontime", "channelarn")],
        ["eventdata", data, eventData],
        ["eventjson", text(eventJson), "varchar"],
    ];
    return `SELECT ${columns.map(([name, value, type]) => `CAST(${value} AS ${type}) AS "${name}"`).join(", ")}`;
}

const texts = (...names: string[]): string[] => names.map((name) => `${name} varchar`);
const maps = (...names: string[]): string[] => names.map((name) => `${name} map(varchar, varchar)`);
const rowOf = (...names: string[]): string => `row(${texts(...names).join(", ")})`;
const eventData = `row(${[
    ...texts("version"),
    `useridentity row(${[...texts("type", "principalid"), ...maps("details")].join(", ")})`,
    ...texts("useragent", "eventsource", "eventname", "eventtime", "uid"),
    ...maps("requestparameters", "responseelements"),
    ...texts("errorcode", "errormssage", "sourceipaddress", "recipientaccountid"),
    ...maps("additionaleventdata"),
].join(", ")})`;

const text = (value: string | null): string => (value === null ? "NULL" : `'${value.replaceAll("'", "''")}'`);

/** A map of some of the entries, in any order; at times there is none at all. */
function mapOf(entries: Record<string, string | null>, draw: Draw): string {
    const kept = draw.some(Object.entries(entries), draw.number(Object.keys(entries).length + 1));
    const type = "CAST(NULL AS map(varchar, varchar))";
    return kept.length === 0 && draw.chance(0.5)
        ? type
        : `map(CAST(ARRAY[${kept.map(([key]) => text(key)).join(", ")}] AS array(varchar)), CAST(ARRAY[${kept.map(([, value]) => text(value)).join(", ")}] AS array(varchar)))`;
}
