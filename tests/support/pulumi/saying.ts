import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { Inputs } from "../../../components/inputs/input";
import { isGroup } from "../../../components/inputs/settings";
import { inputs } from "../../../components/inputs/table";
import { enough, messageOf, recordLake } from "./component";
import type { LooseArgs } from "./component";

/** The same arguments, but every value that may come later does. */
function deferred(args: object, members: Inputs = inputs): object {
    const entries = Object.entries(args).map(([key, value]: [string, unknown]): [string, unknown] => {
        const member = members[key];
        if (!Object.hasOwn(members, key) || value === undefined) return [key, value];
        if (!isGroup(member)) return [key, member.plain ? value : pulumi.output(Promise.resolve(value))];
        const isPlain = value !== null && Object.getPrototypeOf(value) === Object.prototype;
        return [key, isPlain ? deferred(value, member.members) : value];
    });
    return Object.fromEntries(entries);
}

/**
 * A test: with these arguments (and those that are enough) the engine prints these faults, all of them, and makes nothing; and
 * it prints the same if the values come later.
 */
export function itSays(args: LooseArgs, ...faults: string[]): void {
    it(faults.join("; "), async () => {
        const all = { ...enough, ...args };
        const { errors, registrations } = await recordLake(all);
        expect(errors).to.deep.equal([messageOf(...faults)]);
        expect(registrations.map(({ name }) => name)).to.deep.equal(["lake"]);
        const later = await recordLake(deferred(all));
        expect(later.errors, "of values that come later").to.deep.equal([messageOf(...faults)]);
    });
}
