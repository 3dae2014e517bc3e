import { randomUUID } from "node:crypto";
import type { Cloud, CloudObject } from "./cloud";
import type { Place } from "../../../local/aws/place";
import { addedTo } from "../../../local/aws/resources";
import type { Properties } from "./wire";

/** What AWS refuses, as a provider reports it. */
export class Refusal extends Error {
    constructor(code: string, reason: string) {
        super(`${code}: ${reason}`);
    }
}

/** One account in one Region, as the services see it. */
export class Account {
    constructor(
        readonly cloud: Cloud,
        readonly place: Place,
    ) {}

    list(type: string): CloudObject[] {
        return this.cloud.list(this.place, type);
    }

    find(type: string, id: unknown): CloudObject | undefined {
        return this.list(type).find((one) => one.id === id);
    }

    /** @throws Refusal if there is none. */
    need(type: string, id: unknown, code: string): CloudObject {
        const found = this.find(type, id);
        if (found) return found;
        throw new Refusal(code, `there is no ${type.split(":").at(-1)} ${String(id)}`);
    }

    /** What AWS adds to a resource of this name; ids are new each time. */
    added(type: string, inputs: Properties, name = inputs.name as string): Record<string, string> {
        return addedTo(type, inputs, this.place, name, randomUUID());
    }
}

/** A resource that has to be there: its type and id, and what AWS says if it is not. */
export type Need = [type: string, id: unknown, code: string];

/** A resource as its service sees it: how it is made, and what AWS refuses. */
export interface Kind {
    /** Its id, if that is not its name. */
    id?(inputs: Properties, added: Properties): string;
    /** What AWS adds to it, if not the ordinary. */
    adds?(inputs: Properties, account: Account): Properties;
    needs?(inputs: Properties, account: Account): Need[];
    /** What AWS says to a second one with its id. */
    twin?: string;
    /** @throws Refusal if AWS refuses to make it, or to change the old one so. */
    judge?(inputs: Properties, account: Account, old?: CloudObject): void;
    /** @throws Refusal if AWS refuses to delete it. */
    remove?(old: CloudObject, account: Account): void;
    /** What is deleted still counts for days. */
    lingers?: true;
}

export type Kinds = Record<string, Kind>;

/** The status of what was deleted, and lingers. */
export const pendingDeletion = "PENDING_DELETION";

/** Letters and digits that make a name unique. */
export function unique(length = 26): string {
    return randomUUID().replaceAll("-", "").slice(0, length);
}
