import type { Environment } from "./environment";
import type { Reporter } from "./reporting";
import type { Settler } from "./settling";
import type { JsonObject } from "./types";

/** Leaves events out by their type. What is left out counts as delivered, so that the queue deletes it. */
const createSelector = ({ read }: Pick<Environment, "read">, { print }: Pick<Reporter, "print">) => {
    const [, mode, listed = ""] = read("EVENT_TYPES", /^(?:all|(in|ex)clude (\d+(?:,\d+)*))$/);
    const ids = new Set(listed.split(","));
    /** OneLogin writes a type as a number or as text. What is neither is never left out: it may be anything. */
    const number = /^(?:0|[1-9]\d*)$/;
    const { parse } = JSON;

    function isExcluded(body: string): boolean {
        try {
            const { event_type_id: id } = (parse(body) as { detail: JsonObject }).detail;
            const type = typeof id === "number" ? String(id) : (id as string).trim();
            return number.test(type) && ids.has(type) !== (mode === "in");
        } catch {
            return false;
        }
    }

    /** A settler that never sees what is left out. */
    const select = ({ settle }: Settler): Settler => ({
        async settle(deliveries, context) {
            const wanted = deliveries.filter(({ body }) => !isExcluded(body));
            const excluded = deliveries.length - wanted.length;
            const returned = wanted.length > 0 ? await settle(wanted, context) : [];
            if (excluded > 0)
                print(context, "INFO", "events excluded", { excluded }, [
                    { Name: "excluded", Unit: "Count" },
                ]);
            return returned;
        },
    });

    return { isExcluded, select };
};

export { createSelector };
