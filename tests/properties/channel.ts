/** A channel and a dead-letter queue that follow a script, and remember what they said the forwarder. */
import { limits } from "../../handler/limits";
import { answer, refusal, type Options, type Put } from "../support/forwarder";
import type { Behaviour, Script } from "./arbitrary/services";

/** What the services said of events, by their `eventData`. */
interface Said {
    /** Accepted, without a doubt. */
    accepted: Set<string>;
    /** Found at fault by itself or with its call. */
    blamed: Set<string>;
    /** What was wrong with a call. */
    faults: string[];
    /** Names and codes that the services used; the forwarder may log them. */
    words: Set<string>;
}

type Entry = { id?: unknown; errorCode?: unknown } | null | undefined;

function entries(answered: unknown, name: "successful" | "failed"): Entry[] | undefined {
    const list = (answered as Record<string, unknown> | null | undefined)?.[name];
    return Array.isArray(list) && list.every((entry) => entry != null) ? (list as Entry[]) : undefined;
}

/** Other codes pass by themselves, or are none. */
function isBlame(code: unknown): boolean {
    const passing = ["Throttling", "InternalFailure", "AccountNotSubscribed"];
    return typeof code === "string" && code !== "" && !passing.includes(code);
}

/** What a 200 says: nothing, unless it has both lists. */
function note(said: Said, events: Put[], answered: unknown): void {
    const [successful, failed] = [entries(answered, "successful"), entries(answered, "failed")];
    if (!successful || !failed) return;
    for (const { id, eventData } of events) {
        const failures = failed.filter((entry) => entry?.id === id);
        for (const failure of failures) said.words.add(String(failure?.errorCode));
        if (failures.some((failure) => isBlame(failure?.errorCode))) said.blamed.add(eventData);
        if (failures.length > 0) continue;
        if (successful.some((entry) => entry?.id === id)) said.accepted.add(eventData);
    }
}

function checkCall(said: Said, auditEvents: Put[]): void {
    const { events, budgetBytes } = limits.call;
    const bytes = Buffer.byteLength(JSON.stringify({ auditEvents }));
    if (auditEvents.length < 1 || auditEvents.length > events)
        said.faults.push(`a call of ${auditEvents.length} events`);
    if (bytes > budgetBytes) said.faults.push(`a call of ${bytes} bytes`);
    if (new Set(auditEvents.map(({ id }) => id)).size !== auditEvents.length)
        said.faults.push("an id twice in a call");
    for (const { eventData } of auditEvents) {
        if (said.accepted.has(eventData)) said.faults.push("what was accepted is sent again");
    }
}

/** The same events in every call: a twin of another call is refused like its twin. */
function isChosen({ eventData }: Put, every: number): boolean {
    return eventData.length % every === 0;
}

/** As services do it: their words quote the event. */
function quoting(name: string, events: Put[]): Error {
    return refusal(name, 400, `1 validation error: '${events[0].eventData}' is not allowed`);
}

function muddled(events: Put[], how: (Behaviour & { kind: "muddles" })["how"]): unknown {
    const { successful, failed } = answer(events);
    if (how === "leaves out") return { successful: successful.slice(1), failed };
    if (how === "repeats") return { successful: [...successful, ...successful], failed };
    if (how === "adds") return { successful: [...successful, { id: "nobody's" }], failed: [{ id: 7 }] };
    return (
        answer(events, {}) && {
            successful,
            failed: events.map(({ id }) => ({ id, errorCode: "InvalidData" })),
        }
    );
}

function act(events: Put[], behaviour: Behaviour, short: boolean): unknown {
    switch (behaviour.kind) {
        case "accepts":
            return answer(events);
        case "fails": {
            const { every, code } = behaviour;
            const failed = events
                .filter((event) => isChosen(event, every))
                .map(({ id, eventData }) => ({
                    id,
                    errorCode: code,
                    errorMessage: `'${eventData}' is not allowed`,
                }));
            const successful = events
                .filter((event) => !isChosen(event, every))
                .map(({ id }) => ({ id, eventID: id }));
            return { successful, failed };
        }
        case "refuses":
            if (events.some((event) => isChosen(event, behaviour.every)))
                throw quoting(behaviour.name, events);
            return answer(events);
        case "throws":
            throw behaviour.error;
        case "answers":
            return behaviour.answer;
        case "muddles":
            return muddled(events, behaviour.how);
        case "is silent":
            if (short) return new Promise(() => undefined);
            throw refusal("ECONNRESET");
    }
}

function nameOf(error: unknown): string {
    return String((error as { name?: unknown } | null | undefined)?.name);
}

function scripted(script: Script): { said: Said; services: Options } {
    const { puts, refusals, remaining } = script;
    const said: Said = { accepted: new Set(), blamed: new Set(), faults: [], words: new Set() };
    let letters = 0;
    const put = (events: Put[], number: number) => {
        checkCall(said, events);
        try {
            const answered = act(events, puts[(number - 1) % puts.length], remaining < 1000);
            note(said, events, answered);
            return answered;
        } catch (error) {
            said.words.add(nameOf(error));
            const status = (error as { $metadata?: { httpStatusCode?: number } } | null | undefined)
                ?.$metadata?.httpStatusCode;
            if (status !== undefined && status >= 400 && status < 500 && events.length === 1)
                said.blamed.add(events[0].eventData);
            throw error;
        }
    };
    const deadLetter = () => {
        const refused = refusals[letters++];
        if (refused === undefined) return undefined;
        said.words.add(nameOf(refused.error));
        throw refused.error;
    };
    return { said, services: { put, deadLetter, remaining } };
}

export { scripted, type Said };
