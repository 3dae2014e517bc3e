import { rulePath } from "../../../../local/aws/resources";
import { Refusal, unique } from "../account";
import type { Account, Kinds, Need } from "../account";
import { targetType } from "../policies";
import { text } from "../wire";
import type { Properties } from "../wire";

const busType = "aws:cloudwatch/eventBus:EventBus";
const ruleType = "aws:cloudwatch/eventRule:EventRule";

/** Every account has a bus `default`; the others are made. */
const busOf = ({ eventBusName }: Properties) => (eventBusName ?? "default") as string;
const ofBus = (inputs: Properties): Need[] =>
    busOf(inputs) === "default" ? [] : [[busType, busOf(inputs), "ResourceNotFoundException"]];

function judgeSource(name: string, eventSourceName: unknown, account: Account): void {
    const { account: owner, region } = account.place;
    if (name !== eventSourceName && (eventSourceName !== undefined || name.startsWith("aws.")))
        throw new Refusal("ValidationException", "A partner event bus has the name of its event source");
    if (eventSourceName === undefined) return;
    const sources = account.cloud.eventSources;
    if (!sources.some((one) => one.name === name && one.account === owner && one.region === region))
        throw new Refusal("ResourceNotFoundException", `Event source ${name} does not exist in ${region}.`);
}

export const events: Kinds = {
    [busType]: {
        twin: "ResourceAlreadyExistsException",
        judge: ({ name, eventSourceName }, account) => judgeSource(name as string, eventSourceName, account),
        remove({ id }, account) {
            if (account.list(ruleType).some(({ inputs }) => inputs.eventBusName === id))
                throw new Refusal("ValidationException", `Event bus ${id} has rules; delete them first`);
        },
    },
    [ruleType]: {
        id: (inputs) => rulePath(busOf(inputs), inputs.name as string),
        needs: ofBus,
        twin: "ResourceAlreadyExistsException",
        remove({ id, inputs }, account) {
            const ofRule = (one: Properties) =>
                one.rule === inputs.name && one.eventBusName === inputs.eventBusName;
            if (account.list(targetType).some((target) => ofRule(target.inputs)))
                throw new Refusal("ValidationException", `Rule ${id} can't be deleted since it has targets.`);
        },
    },
    [targetType]: {
        id: (inputs, { targetId }) => [busOf(inputs), text(inputs.rule), text(targetId)].join("-"),
        needs: ofBus,
        adds(inputs, account) {
            const path = rulePath(busOf(inputs), inputs.rule as string);
            const rule = account.need(ruleType, path, "ResourceNotFoundException");
            return { targetId: `terraform-${unique()}`, ruleArn: rule.added.arn };
        },
    },
};
