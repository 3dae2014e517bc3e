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

    /** @throws Refusal if there is one, because a name can be had once. */
    refuseSecond(type: string, id: string, code: string): void {
        if (this.find(type, id))
            throw new Refusal(code, `${type.split(":").at(-1)} ${id} exists already in ${this.place.region}`);
    }

    /** What AWS adds to a resource of this name; ids are new each time. */
    added(type: string, inputs: Properties, name = inputs.name as string): Record<string, string> {
        return addedTo(type, inputs, this.place, name, randomUUID());
    }
}

/** A resource as its service sees it: how it is made, and what AWS refuses. */
export interface Kind {
    /** @throws Refusal if AWS refuses to make it. Answers its id and what AWS adds. */
    make(inputs: Properties, account: Account): { id: string; added: Properties };
    /** @throws Refusal if AWS refuses to change it so. */
    change?(inputs: Properties, old: CloudObject, account: Account): void;
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
