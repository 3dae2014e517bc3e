/** A double as Java's Double.toString writes it: 2.0, 1.0E7, 1.0E-4. */
export function javaDouble(value: number): string {
    const size = Math.abs(value);
    if (!Number.isFinite(value) || (size !== 0 && (size < 1e-3 || size >= 1e7))) {
        return scientific(value);
    }
    const text = Object.is(value, -0) ? "-0" : String(value);
    return text.includes(".") ? text : `${text}.0`;
}

/** All digits that Java gives a double, without an exponent. */
export function digitsOf(value: number): string {
    const [digits, exponent] = value.toExponential().split("e");
    const [, sign, whole, fraction = ""] = /^(-?)(\d)(?:\.(\d+))?$/.exec(digits) ?? [];
    if (whole === undefined) {
        throw new Error(`trino: Cannot cast ${value} to DECIMAL`);
    }
    const [all, point] = [whole + fraction, Number(exponent) + 1];
    const padded = "0".repeat(Math.max(0, 1 - point)) + all.padEnd(Math.max(0, point), "0");
    const place = Math.max(1, point);
    return `${sign}${padded.slice(0, place)}.${padded.slice(place)}`;
}

/** A double as Trino's CAST AS VARCHAR writes it: 2.0E0, 1.5E10. */
export function scientific(value: number): string {
    if (!Number.isFinite(value)) {
        return String(value);
    }
    if (value === 0) {
        return Object.is(value, -0) ? "-0E0" : "0E0";
    }
    // Java writes two digits at least: the smallest double is 4.9E-324.
    const places = Math.abs(value) === Number.MIN_VALUE ? 1 : undefined;
    const [digits, exponent] = value.toExponential(places).split("e");
    return `${digits.includes(".") ? digits : `${digits}.0`}E${Number(exponent)}`;
}
