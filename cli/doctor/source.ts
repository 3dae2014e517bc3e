import {
    DescribeEventBusCommand,
    DescribeEventSourceCommand,
    DescribeRuleCommand,
    EventBridgeClient,
    ListTargetsByRuleCommand,
    TestEventPatternCommand,
} from "@aws-sdk/client-eventbridge";
import type { Deployment } from "../deployment";
import { ask, find, ok, once, present, problem, refresh, unless, type Check, unlessDenied } from "./check";
import { listOf, objectOf } from "./policy";

const partners = "aws.partner/onelogin.com/";
const notFound = /^ResourceNotFoundException$/;
const noBus = "there is no bus";
const noRule = "there is no rule";

/** From OneLogin to the rule's targets. */
export function sourceChecks(deployment: Deployment): Check[] {
    const { region, account, eventBusName: bus, ruleName: name, ruleArn } = deployment;
    const events = new EventBridgeClient({ region });
    const inRegion = `--region ${region}`;
    const findBus = once(() =>
        find(
            `events:DescribeEventBus on ${bus}`,
            events.send(new DescribeEventBusCommand({ Name: bus })),
            notFound,
        ),
    );
    const findRule = once(async () => {
        present(await unlessDenied<object | undefined>(findBus(), {}), noBus);
        const command = new DescribeRuleCommand({ Name: name, EventBusName: bus });
        return find(`events:DescribeRule on ${ruleArn}`, events.send(command), notFound);
    });

    return [
        {
            name: "event source",
            async look() {
                if (!bus.startsWith(partners))
                    return ok(`${bus} is not a partner's bus: look where its events are sent from`);
                const found = await find(
                    `events:DescribeEventSource on ${bus}`,
                    events.send(new DescribeEventSourceCommand({ Name: bus })),
                    notFound,
                );
                if (found?.State === "ACTIVE") return ok("ACTIVE");
                if (found?.State === "PENDING")
                    return problem(
                        `${bus} is PENDING: it has no bus, and events are discarded${expiry(found.ExpirationTime)}.`,
                        refresh,
                    );
                return problem(
                    `${bus} is ${found?.State ?? "gone"}: the webhook was deleted in OneLogin.`,
                    "Make a new webhook in OneLogin (Developers → Webhooks), set eventSourceName to its event source, and run: pulumi up",
                );
            },
        },
        {
            name: "event bus",
            look: async () =>
                (await findBus()) === undefined ? problem(`The bus ${bus} is gone.`, refresh) : ok(bus),
        },
        {
            name: "rule",
            async look() {
                const found = await findRule();
                if (found === undefined) return problem(`The rule ${name} is gone.`, refresh);
                if (found.State?.startsWith("ENABLED")) return ok("enabled");
                return problem(
                    `The rule ${name} is ${found.State}: no event passes.`,
                    `aws events enable-rule --event-bus-name ${bus} --name ${name} ${inRegion}`,
                );
            },
        },
        {
            name: "event pattern",
            async look() {
                const { EventPattern = "" } = present(await findRule(), noRule);
                const source = bus.startsWith(partners) ? bus : sourceIn(EventPattern);
                const Event = JSON.stringify({ ...sampleEvent, account, region, source });
                const { Result } = await ask(
                    "events:TestEventPattern",
                    events.send(new TestEventPatternCommand({ EventPattern, Event })),
                );
                if (Result) return ok(`takes events from ${source}`);
                return problem(`The pattern ${EventPattern} does not take events from ${source}.`, refresh);
            },
        },
        {
            name: "targets",
            async look() {
                present(await unlessDenied<object | undefined>(findRule(), {}), noRule);
                const command = new ListTargetsByRuleCommand({ Rule: name, EventBusName: bus });
                const { Targets = [] } = await ask(
                    `events:ListTargetsByRule on ${ruleArn}`,
                    events.send(command),
                );
                const expected = targetsOf(deployment);
                const problems = expected.map(({ what, arn, deadLetters }) => {
                    const target = Targets.find(({ Arn }) => Arn === arn || Arn === `${arn}:*`);
                    if (target === undefined) return { what: `${what} is not a target.`, mend: refresh };
                    if (target.DeadLetterConfig?.Arn === deadLetters) return undefined;
                    return {
                        what: `What ${what} does not take is not dead-lettered in ${deadLetters}.`,
                        mend: refresh,
                    };
                });
                return unless(problems, expected.map(({ what }) => what).join(", "));
            },
        },
    ];
}

function expiry(time: Date | undefined): string {
    return time === undefined ? "" : `; it goes at ${time.toISOString()}`;
}

/** As much of an event as EventBridge asks of one. */
const sampleEvent = {
    version: "0",
    id: "00000000-0000-0000-0000-000000000000",
    "detail-type": "OneLogin Event",
    time: "2026-01-01T00:00:00Z",
    resources: [],
    detail: { uuid: "sample", event_type_id: 5 },
};

/** A bus that events are forwarded to has another name than their source. */
function sourceIn(pattern: string): string {
    try {
        const sources = listOf(objectOf(JSON.parse(pattern)).source);
        const named = sources.find((one) => typeof one === "string" && one.startsWith(partners));
        return typeof named === "string" ? named : `${partners}sample`;
    } catch {
        return `${partners}sample`;
    }
}

interface ExpectedTarget {
    what: string;
    arn: string;
    deadLetters?: string;
}

function targetsOf({ units, eventLogGroupName, ruleArn }: Deployment): ExpectedTarget[] {
    const [partition, , region, account] = ruleArn.split(":").slice(1);
    const deliveries = units.map((unit) => ({
        what:
            unit.queueName === undefined
                ? `the function ${unit.functionName}`
                : `the queue ${unit.queueName}`,
        arn: unit.queueArn ?? unit.functionArn,
        deadLetters: unit.deadLetterQueueArn,
    }));
    if (eventLogGroupName === undefined) return deliveries;
    const arn = `arn:${partition}:logs:${region}:${account}:log-group:${eventLogGroupName}`;
    return [...deliveries, { what: "the raw event log", arn }];
}
