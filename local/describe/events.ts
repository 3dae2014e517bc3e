/** EventBridge's bus, rule and targets, as they were registered. */
import { compilePattern } from "../events/pattern";
import { only, optional, Refused, required, seconds, type Input } from "../http/input";
import type { Operation } from "../http/jsonService";
import { parseJson } from "../http/messages";
import { capitalized } from "../values";
import { busType, statesOf, type Account, type EventSource } from "./account";

const [ruleType, targetType] = [
    "aws:cloudwatch/eventRule:EventRule",
    "aws:cloudwatch/eventTarget:EventTarget",
];

export function eventsOperations(account: Account): Record<string, Operation> {
    const { sources } = account;
    const describe = ({ name, region, state, expires }: EventSource) => ({
        Arn: `arn:aws:events:${region}::event-source/${name}`,
        Name: name,
        CreatedBy: "aws.partner/onelogin.com",
        State: state,
        ExpirationTime: seconds(expires),
    });

    function busOf(input: Input, member: string): Record<string, unknown> {
        const name = required(input, member);
        const [bus] = statesOf(account, busType, { name });
        if (bus === undefined) throw notFound(`Event bus ${name} does not exist.`);
        return bus;
    }

    function ruleOf(input: Input, member: string): Record<string, unknown> {
        const { name: eventBusName } = busOf(input, "EventBusName");
        const name = required(input, member);
        const [rule] = statesOf(account, ruleType, { name, eventBusName });
        if (rule === undefined)
            throw notFound(`Rule ${name} does not exist on EventBus ${String(eventBusName)}.`);
        return rule;
    }

    return {
        DescribeEventSource(input, { region }) {
            only(input, "Name");
            const name = required(input, "Name");
            const source = sources.find((one) => one.name === name && one.region === region);
            if (source === undefined) throw notFound(`Event source ${name} does not exist.`);
            return describe(source);
        },
        ListEventSources(input, { region }) {
            only(input, "NamePrefix", "Limit", "NextToken");
            const prefix = optional(input, "NamePrefix") ?? "";
            const found = sources.filter((one) => one.name.startsWith(prefix) && one.region === region);
            return { EventSources: found.map(describe) };
        },
        DescribeEventBus(input) {
            only(input, "Name");
            const { name, arn } = busOf(input, "Name");
            return { Name: name, Arn: arn };
        },
        DescribeRule(input) {
            only(input, "Name", "EventBusName");
            const { name, arn, eventBusName, eventPattern, state = "ENABLED" } = ruleOf(input, "Name");
            return {
                Name: name,
                Arn: arn,
                EventBusName: eventBusName,
                EventPattern: eventPattern,
                State: state,
            };
        },
        ListTargetsByRule(input) {
            only(input, "Rule", "EventBusName", "Limit", "NextToken");
            const { name: rule, eventBusName } = ruleOf(input, "Rule");
            const targets = statesOf(account, targetType, { rule, eventBusName });
            return {
                Targets: targets.map(({ arn, deadLetterConfig, retryPolicy }, index) => ({
                    Id: `target-${index + 1}`,
                    ...(capitalized({ arn, deadLetterConfig, retryPolicy }) as object),
                })),
            };
        },
        TestEventPattern(input) {
            only(input, "EventPattern", "Event");
            const event = parseJson(Buffer.from(required(input, "Event")));
            return { Result: compilePattern(required(input, "EventPattern"))(event) };
        },
    };
}

function notFound(message: string): Refused {
    return new Refused("ResourceNotFoundException", message);
}
