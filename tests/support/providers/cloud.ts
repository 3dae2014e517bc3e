import type { Place } from "../../../local/aws/place";
import type { Properties } from "./wire";

/** A resource as AWS has it. */
export interface CloudObject {
    type: string;
    id: string;
    account: string;
    region: string;
    /** What was asked for, without the marks of secrets. */
    inputs: Properties;
    /** What AWS adds. */
    added: Properties;
}

/** A partner event source, as OneLogin makes it. */
export interface EventSource {
    name: string;
    account: string;
    region: string;
}

/** What AWS holds. */
export class Cloud {
    private objects: CloudObject[] = [];
    readonly eventSources: EventSource[] = [];
    /** What AWS lets through without a word, though events are lost by it. */
    readonly losses: string[] = [];

    /** All of a type in one place; of every type where none is named. */
    list(place: Place, type?: string): CloudObject[] {
        const { account, region } = place;
        return this.objects.filter(
            (one) =>
                one.account === account && one.region === region && (type === undefined || one.type === type),
        );
    }

    put(place: Place, given: Pick<CloudObject, "type" | "id" | "inputs" | "added">): CloudObject {
        this.remove(place, given.type, given.id);
        const { account, region } = place;
        const made = { ...given, account, region };
        this.objects.push(made);
        return made;
    }

    remove(place: Place, type: string, id: string): void {
        const [gone] = this.list(place, type).filter((one) => one.id === id);
        this.objects = this.objects.filter((one) => one !== gone);
    }
}
