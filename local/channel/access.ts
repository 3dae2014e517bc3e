/** Which channel a call means, and whether its caller may put events there. */
import { Refused } from "../http/input";
import { admits, concerns } from "../aws/iam/evaluate";
import type { Policy } from "../aws/iam/policy";
import type { Channel } from "./types";

const arnForm = /^arn:aws[a-z-]*:cloudtrail:([a-z0-9-]+):\d{12}:channel\/(.+)$/;
export const action = "cloudtrail-data:PutAuditEvents";

/**
 * @param region The Region that the request is signed for.
 * @throws Refused for what is no channel here.
 */
export function findChannel(channels: readonly Channel[], channelArn: string, region: string): Channel {
    const [, arnRegion, resource] = arnForm.exec(channelArn) ?? [];
    if (!resource)
        throw new Refused(
            "InvalidChannelARN",
            `'${channelArn}' is not a channel ARN; its form is arn:<partition>:cloudtrail:<region>:<account>:channel/<id>.`,
        );
    const channel = channels.find(({ arn }) => arn === channelArn);
    if (!channel) {
        const known = channels.map(({ arn }) => arn).join(", ") || "none";
        throw new Refused("ChannelNotFound", `There is no channel ${channelArn}. Known: ${known}.`);
    }
    if (arnRegion !== region)
        throw new Refused(
            "ChannelNotFound",
            `The channel ${channelArn} is in ${arnRegion}, but the request is signed for ${region}.` +
                " Give the client the Region of the channel.",
        );
    return channel;
}

/**
 * Every caller here is of the channel's own account, which needs no policy. A policy's external ID is asked of every call,
 * the owner's included. (Resource-based policies for channels, CloudTrail user guide.)
 * @throws Refused
 */
export function checkPermission(channel: Channel, externalId: string | undefined): void {
    const root = `arn:aws:iam::${channel.accountId}:root`;
    const why = channel.policy && denialOf(channel, channel.policy, root, externalId);
    checkDenial(
        why && `User: ${root} is not authorized to perform: ${action} on resource: ${channel.arn} ${why}`,
    );
}

/** Why the channel's policy does not let its owner in, whom it need not name. */
function denialOf(
    { arn, accountId }: Channel,
    policy: Policy,
    root: string,
    externalId: string | undefined,
): string | undefined {
    const principal = { arn: root, account: accountId, name: root };
    const asked = { principal, action, resource: arn, context: { "cloudtrail:ExternalId": externalId } };
    const about = policy.filter((statement) => concerns(statement, asked));
    if (about.some((statement) => statement.effect === "Deny" && admits(statement, principal)))
        return "with an explicit deny in a resource-based policy";
    if (about.some(({ effect }) => effect === "Allow")) return undefined;
    const given = externalId === undefined ? "the call has none" : "the call has another one";
    return `because no resource-based policy allows the ${action} action (the channel's policy asks for an external ID, and ${given})`;
}

/** @throws Refused if there is a denial. */
export function checkDenial(message: string | undefined): void {
    if (message !== undefined) throw new Refused("AccessDeniedException", message, 403);
}
