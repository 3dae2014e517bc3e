import { QueryRefusal } from "./refusal";

/** The columns under the names that an alias gives them: `t(a, b)`. */
export function renamed<Column extends { readonly name?: string }>(
    relation: { readonly columns: readonly Column[] },
    names: readonly string[],
    alias: string,
): Column[] {
    if (names.length > 0 && names.length !== relation.columns.length) {
        throw new QueryRefusal(
            `Column alias list has ${names.length} entries but '${alias}' has ${relation.columns.length} columns available`,
        );
    }
    return relation.columns.map((column, i) => (names.length === 0 ? column : { ...column, name: names[i] }));
}
