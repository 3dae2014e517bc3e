/** Who calls a local endpoint: told by the access key, as AWS tells it. The keys' secrets open nothing. */

/**
 * `function`: the forwarder. `mapping`: Lambda itself, reading the queue (and, in direct delivery, dead-lettering what it
 * gives up on) with the function's role. `events`: EventBridge, for the rule. `operator`: whoever runs this.
 */
type Caller = "function" | "mapping" | "events" | "operator";

const accessKeys: Record<Caller, string> = {
    function: "ASIALOCALFUNCTION",
    mapping: "ASIALOCALMAPPING",
    events: "ASIALOCALEVENTS",
    operator: "AKIALOCALOPERATOR",
};

const callers = new Map(Object.entries(accessKeys).map(([caller, key]) => [key, caller as Caller]));

/** Any other key is an operator's: `npm start -- --serve` takes whatever credentials a person has. */
function callerOf(accessKeyId: string): Caller {
    return callers.get(accessKeyId) ?? "operator";
}

/** What a client signs with. */
function credentialsOf(caller: Caller) {
    return { accessKeyId: accessKeys[caller], secretAccessKey: "local" };
}

export { callerOf, credentialsOf, type Caller };
