import * as fs from "node:fs";
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

interface Contents {
    objects: CloudObject[];
    eventSources: EventSource[];
    /** What AWS lets through without a word, though events are lost by it. */
    losses: string[];
}

/** What AWS holds, in one file: it is there again for whoever opens the file next. */
export class Cloud {
    private readonly contents: Contents;

    constructor(private readonly file: string) {
        this.contents = fs.existsSync(file)
            ? (JSON.parse(fs.readFileSync(file, "utf8")) as Contents)
            : { objects: [], eventSources: [], losses: [] };
    }

    /** All of a type in one place; of every type where none is named. */
    list(place: Place, type?: string): CloudObject[] {
        const { account, region } = place;
        return this.contents.objects.filter(
            (one) =>
                one.account === account && one.region === region && (type === undefined || one.type === type),
        );
    }

    find(place: Place, type: string, id: string): CloudObject | undefined {
        return this.list(place, type).find((one) => one.id === id);
    }

    put(place: Place, given: Pick<CloudObject, "type" | "id" | "inputs" | "added">): CloudObject {
        const { account, region } = place;
        const made = { ...given, account, region };
        const others = this.contents.objects.filter((one) => one !== this.find(place, given.type, given.id));
        this.contents.objects = [...others, made];
        this.save();
        return made;
    }

    remove(place: Place, type: string, id: string): void {
        const gone = this.find(place, type, id);
        this.contents.objects = this.contents.objects.filter((one) => one !== gone);
        this.save();
    }

    get eventSources(): readonly EventSource[] {
        return this.contents.eventSources;
    }

    addEventSource(source: EventSource): void {
        this.contents.eventSources.push(source);
        this.save();
    }

    get losses(): readonly string[] {
        return this.contents.losses;
    }

    loses(what: string): void {
        this.contents.losses.push(what);
        this.save();
    }

    private save(): void {
        fs.writeFileSync(this.file, JSON.stringify(this.contents, null, 2));
    }
}
