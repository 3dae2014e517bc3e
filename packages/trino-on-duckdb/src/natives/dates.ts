import { Refusal } from "./refusals";

/** How a text is read as a time: a strict form, and the looser forms that Joda reads and this does not. */
export interface TimeForm {
    readonly strict: string;
    readonly loose: string;
    /** The fields, in the order of the strict form's groups. */
    readonly fields: readonly TimeField[];
}
export type TimeField =
    | "year"
    | "shortYear"
    | "month"
    | "monthName"
    | "day"
    | "hour"
    | "hour12"
    | "half"
    | "minute"
    | "second"
    | "fraction";

export const monthNames = [
    ...["January", "February", "March", "April", "May", "June"],
    ...["July", "August", "September", "October", "November", "December"],
];

const forms = new Map<string, { strict: RegExp; loose: RegExp; fields: readonly TimeField[] }>();

function formOf(form: string) {
    const known = forms.get(form);
    if (known !== undefined) {
        return known;
    }
    const { strict, loose, fields } = JSON.parse(form) as TimeForm;
    const read = { strict: new RegExp(`^${strict}$`, "i"), loose: new RegExp(`^${loose}$`, "is"), fields };
    forms.set(form, read);
    return read;
}

/** Milliseconds since 1970 of a text in Joda's form. */
export function parseTime(text: string, form: string): bigint {
    const { strict, loose, fields } = formOf(form);
    const values = strict.exec(text)?.slice(1);
    if (values === undefined && loose.test(text)) {
        throw new Refusal(`The text '${text}', in a form that is read loosely,`);
    }
    const time = values && momentOf(new Map(fields.map((field, i) => [field, values[i]])));
    if (time === undefined) {
        throw new Error(`trino: Invalid format: "${text}"`);
    }
    return time;
}

function momentOf(values: ReadonlyMap<TimeField, string>): bigint | undefined {
    const number = (field: TimeField): number | undefined =>
        values.has(field) ? Number(values.get(field)) : undefined;
    const name = values.get("monthName")?.slice(0, 3).toLowerCase();
    const month =
        name === undefined
            ? number("month")
            : monthNames.findIndex((full) => full.toLowerCase().startsWith(name)) + 1;
    const short = number("shortYear");
    const dated = month !== undefined || values.has("day");
    // Joda takes 2000 for a month or a day without a year; Trino reads two digits as 1970 to 2069.
    const year =
        number("year") ?? (short === undefined ? (dated ? 2000 : 1970) : short + (short < 70 ? 2000 : 1900));
    const [half, hour12] = [values.get("half")?.toLowerCase(), number("hour12")];
    const hour = number("hour") ?? (hour12 === undefined ? 0 : (hour12 % 12) + (half === "pm" ? 12 : 0));
    const [day, minute, second] = [number("day") ?? 1, number("minute") ?? 0, number("second") ?? 0];
    const milliseconds = Number((values.get("fraction") ?? "").padEnd(3, "0").slice(0, 3));
    const time = new Date(Date.UTC(2000, (month ?? 1) - 1, day, hour, minute, second, milliseconds));
    time.setUTCFullYear(year, (month ?? 1) - 1, day);
    const whole =
        year > 0 &&
        time.getUTCMonth() === (month ?? 1) - 1 &&
        time.getUTCDate() === day &&
        hour < 24 &&
        minute < 60 &&
        second < 60 &&
        (hour12 === undefined || (hour12 > 0 && hour12 < 13));
    return whole ? BigInt(time.getTime()) : undefined;
}
