import { expect } from "chai";
import { event } from "../../../lab/forwarder/events";
import { deployStack } from "../../../lab/stack";
import type { Deployment } from "../../../local/deploy/deployment";
import { createMetrics } from "../../../local/cloudwatch/metrics";
import { permissionsOf } from "../../../local/deploy/permissions";
import { createAccount } from "../../../local/describe";
import { startBus } from "../../../local/run/bus";

describe("the raw event log of the running rule", () => {
    const events = [event("a"), event("b").replace("onelogin.com", "other.com")];

    /** What is in the log once the events were put on the bus. */
    async function logged(deployment: Deployment): Promise<string[]> {
        const account = createAccount(deployment);
        const bus = startBus(
            deployment,
            permissionsOf(deployment),
            undefined as never,
            createMetrics(),
            account,
            [],
        );
        await bus.put(events);
        return [...account.logs.values()].flat().map(({ message }) => message);
    }

    it("has each event as it came, if the rule matches it and the registered policy lets it", async () => {
        const deployment = await deployStack();
        expect(await logged(deployment)).to.deep.equal([events[0]]);
        const { eventLog } = deployment;
        expect(eventLog?.name).to.match(/^\/aws\/events\//);
        expect(
            await logged({ ...deployment, eventLog: eventLog && { ...eventLog, policy: undefined } }),
        ).to.deep.equal([]);
    });

    it("is not there where the stack keeps none", async () => {
        const deployment = await deployStack({ eventLogEnabled: false });
        expect(deployment.eventLog).to.equal(undefined);
        expect(await logged(deployment)).to.deep.equal([]);
    });
});
