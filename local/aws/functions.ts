/** What the providers answer when a program asks about the account. */
import { arnOf, dnsSuffixOf, type Place } from "./place";

type Answer = Record<string, string>;
type Args = Readonly<Record<string, unknown>>;

/** @param eventSources Names of the partner event sources that the account has in the Region. */
type Answering = (place: Place, args: Args, eventSources: readonly string[]) => Answer;

const functions: Readonly<Record<string, Answering>> = {
    "aws:index/getCallerIdentity:getCallerIdentity": (place) => ({
        accountId: place.account,
        arn: arnOf(place, "iam", "user/local"),
        id: place.account,
        userId: "local",
    }),
    "aws:index/getRegion:getRegion": ({ region }) => ({
        region,
        id: region,
        description: region,
        endpoint: `ec2.${region}.amazonaws.com`,
    }),
    "aws:index/getPartition:getPartition": (place) => ({
        partition: place.partition,
        id: place.partition,
        dnsSuffix: dnsSuffixOf(place),
        reverseDnsPrefix: dnsSuffixOf(place).split(".").reverse().join("."),
    }),
    "aws-native:index:getAccountId": ({ account }) => ({ accountId: account }),
    "aws-native:index:getRegion": ({ region }) => ({ region }),
    "aws:cloudwatch/getEventSource:getEventSource": (place, { namePrefix = "" }, eventSources) => {
        const [name, ...others] = eventSources.filter((source) => source.startsWith(String(namePrefix)));
        // The provider's own words (terraform-provider-aws, internal/service/events).
        if (name === undefined) throw new Error("no matching partner event source");
        if (others.length > 0) throw new Error("multiple event sources matched");
        return { id: name, name, arn: arnOf(place, "events", `event-source/${name}`), state: "PENDING" };
    },
};

/** @throws Error with the provider's reason; or that this account knows no such function. */
export function answer(token: string, args: Args, place: Place, eventSources: readonly string[]): Answer {
    if (Object.hasOwn(functions, token)) return functions[token](place, args, eventSources);
    throw new Error(`the stand-in account knows nothing of ${token}`);
}
