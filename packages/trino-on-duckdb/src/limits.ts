import { notUnderstood, QueryRefusal } from "./refusal";
import { identifierOf, nodeOf, only, type Body } from "./tree";

/** OFFSET and LIMIT, or FETCH FIRST. */
export function limits(body: Body): string {
    const fetch = body.fetch == null ? undefined : only({ kind: "fetch", body: body.fetch as Body }, "count");
    // FETCH FIRST ROW ONLY is of one.
    const limit =
        fetch !== undefined && fetch.count == null ? "1" : count(fetch?.count ?? body.limit, "LIMIT");
    if (fetch !== undefined && limit === "0") {
        throw new QueryRefusal("FETCH FIRST row count must be positive (actual value: 0)");
    }
    const offset = count(body.offset, "OFFSET");
    return (limit === undefined ? "" : ` LIMIT ${limit}`) + (offset === undefined ? "" : ` OFFSET ${offset}`);
}

function count(value: unknown, clause: string): string | undefined {
    if (value == null) {
        return undefined;
    }
    const node = "this" in (value as Body) ? nodeOf((value as Body).this) : nodeOf(value);
    if (node.kind === "column" && identifierOf(node.body.name).toLowerCase() === "all") {
        return undefined;
    }
    const number = String(node.body.value);
    if (node.kind !== "literal" || !/^\d+$/.test(number)) {
        throw notUnderstood(`${clause} with anything but a number`);
    }
    return number;
}
