import { QueryRefusal, unknownHere } from "../refusal";
import { otherFunctions } from "../words";
import { aggregates, windowFunctions } from "./aggregates";
import type { Builder } from "./builder";
import { builders } from "./builders";
import { scalars } from "./scalars";
import { signatureOf, type Signature } from "./signature";

/** A function of the tables: what it is called, what it takes, and its row of the table. */
interface Entry<Row> {
    readonly signatures: Signature[];
    readonly rows: Row[];
}

type Index<Row> = ReadonlyMap<string, Entry<Row>>;

function indexed<Row extends readonly [string, ...(string | undefined)[]]>(rows: readonly Row[]): Index<Row> {
    const index = new Map<string, Entry<Row>>();
    for (const row of rows) {
        const signature = signatureOf(row[0]);
        const entry = index.get(signature.name) ?? { signatures: [], rows: [] };
        entry.signatures.push(signature);
        entry.rows.push(row);
        index.set(signature.name, entry);
    }
    return index;
}

export const scalarFunctions = indexed(scalars);
export const aggregateFunctions = indexed(aggregates);
export const windows = indexed(windowFunctions);

export function builderOf(name: string): Builder | undefined {
    return Object.hasOwn(builders, name) ? builders[name] : undefined;
}

/** Whether a function is of many rows. */
export function isAggregate(name: string): boolean {
    return aggregateFunctions.has(name) || windows.has(name);
}

/** The row that a signature was read from. */
export function rowOf<Row>(entry: Entry<Row>, signature: Signature): Row {
    return entry.rows[entry.signatures.indexOf(signature)];
}

export function unknownFunction(name: string): Error {
    return otherFunctions.has(name)
        ? unknownHere(`Function '${name}'`)
        : new QueryRefusal(`Function '${name}' not registered`);
}
