/** Which channel a call means, and whether its caller may put events there. */
import type { Refusal } from "../http/messages";
import { admits, concerns } from "../aws/iam/evaluate";
import type { Policy } from "../aws/iam/policy";
import type { Channel } from "./types";

export interface Access {
    channelArn: string;
    /** The Region that the request is signed for. */
    region: string;
}

const arnForm = /^arn:aws[a-z-]*:cloudtrail:([a-z0-9-]+):\d{12}:channel\/(.+)$/;
export const action = "cloudtrail-data:PutAuditEvents";

export function findChannel(channels: readonly Channel[], access: Access): Channel | { refusal: Refusal } {
    const { channelArn, region } = access;
    const [, arnRegion, resource] = arnForm.exec(channelArn) ?? [];
    if (!resource) {
        return refuse(
            "InvalidChannelARN",
            `'${channelArn}' is not a channel ARN; its form is arn:<partition>:cloudtrail:<region>:<account>:channel/<id>.`,
        );
    }
    const channel = channels.find(({ arn }) => arn === channelArn);
    if (!channel) {
        const known = channels.map(({ arn }) => arn).join(", ") || "none";
        return refuse("ChannelNotFound", `There is no channel ${channelArn}. Known: ${known}.`);
    }
    if (arnRegion !== region) {
        return refuse(
            "ChannelNotFound",
            `The channel ${channelArn} is in ${arnRegion}, but the request is signed for ${region}.` +
                " Give the client the Region of the channel.",
        );
    }
    return channel;
}

/**
 * Every caller here is of the channel's own account, which needs no policy. A policy's external ID is asked of every call,
 * the owner's included. (Resource-based policies for channels, CloudTrail user guide.)
 */
export function checkPermission(channel: Channel, externalId: string | undefined): Refusal | undefined {
    const root = `arn:aws:iam::${channel.accountId}:root`;
    const why = channel.policy && denialOf(channel, channel.policy, root, externalId);
    return denied(
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

export function denied(message: string | undefined): Refusal | undefined {
    return message === undefined ? undefined : { status: 403, name: "AccessDeniedException", message };
}

function refuse(name: string, message: string): { refusal: Refusal } {
    return { refusal: { status: 400, name, message } };
}
