import { rulePath } from "../../../../local/aws/resources";
import { Refusal, unique } from "../account";
import type { Account, Kinds } from "../account";
import { targetType } from "../policies";
import type { Properties } from "../wire";

const busType = "aws:cloudwatch/eventBus:EventBus";
const ruleType = "aws:cloudwatch/eventRule:EventRule";

/** Every account has a bus `default`; the others are made. */
function needBus({ eventBusName }: Properties, account: Account): string {
    const name = (eventBusName ?? "default") as string;
    if (name !== "default") account.need(busType, name, "ResourceNotFoundException");
    return name;
}

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
        make(inputs, account) {
            const name = inputs.name as string;
            account.refuseSecond(busType, name, "ResourceAlreadyExistsException");
            judgeSource(name, inputs.eventSourceName, account);
            return { id: name, added: account.added(busType, inputs) };
        },
        remove({ id }, account) {
            if (account.list(ruleType).some(({ inputs }) => inputs.eventBusName === id))
                throw new Refusal("ValidationException", `Event bus ${id} has rules; delete them first`);
        },
    },
    [ruleType]: {
        make(inputs, account) {
            const path = rulePath(needBus(inputs, account), inputs.name as string);
            account.refuseSecond(ruleType, path, "ResourceAlreadyExistsException");
            return { id: path, added: account.added(ruleType, inputs) };
        },
        remove({ id, inputs }, account) {
            const ofRule = (one: Properties) =>
                one.rule === inputs.name && one.eventBusName === inputs.eventBusName;
            if (account.list(targetType).some((target) => ofRule(target.inputs)))
                throw new Refusal("ValidationException", `Rule ${id} can't be deleted since it has targets.`);
        },
    },
    [targetType]: {
        make(inputs, account) {
            const bus = needBus(inputs, account);
            const name = inputs.rule as string;
            const rule = account.need(ruleType, rulePath(bus, name), "ResourceNotFoundException");
            const targetId = `terraform-${unique()}`;
            return { id: `${bus}-${name}-${targetId}`, added: { targetId, ruleArn: rule.added.arn } };
        },
    },
};
