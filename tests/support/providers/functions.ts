import type { Account } from "./account";
import { Refusal } from "./refusal";
import type { Properties } from "./wire";

/** What the providers answer when a program asks. */
export const functions: Record<string, (args: Properties, account: Account) => Properties> = {
    "aws:index/getCallerIdentity:getCallerIdentity": (_args, { place: { account, partition } }) => ({
        accountId: account,
        arn: `arn:${partition}:iam::${account}:user/local`,
        id: account,
        userId: "local",
    }),
    "aws:index/getRegion:getRegion": (_args, { place: { region } }) => ({
        region,
        id: region,
        description: region,
        endpoint: `ec2.${region}.amazonaws.com`,
    }),
    "aws:index/getPartition:getPartition": (_args, { place: { partition } }) => ({
        partition,
        id: partition,
        dnsSuffix: "amazonaws.com",
        reverseDnsPrefix: "com.amazonaws",
    }),
    "aws:cloudwatch/getEventSource:getEventSource": ({ namePrefix = "" }, { cloud, place }) => {
        const found = cloud.eventSources.filter(
            ({ name, account, region }) =>
                name.startsWith(namePrefix as string) && account === place.account && region === place.region,
        );
        if (found.length === 0) throw new Refusal("NotFound", "no matching partner event source");
        if (found.length > 1) throw new Refusal("TooMany", "multiple event sources matched");
        const [{ name }] = found;
        return {
            id: name,
            name,
            arn: `arn:aws:events:${place.region}::event-source/${name}`,
            state: "PENDING",
        };
    },
    "aws-native:index:getAccountId": (_args, { place: { account } }) => ({ accountId: account }),
    "aws-native:index:getRegion": (_args, { place: { region } }) => ({ region }),
};
