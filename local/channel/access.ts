/** Which channel a call means, and whether its caller may put events there. */
import type { Refusal } from "../http/messages";
import { admits, concerns } from "../aws/iam/evaluate";
import type { Policy, Statement } from "../aws/iam/policy";
import type { Channel } from "./types";

interface Access {
    channelArn: string;
    externalId?: string;
    /** The Region that the request is signed for. */
    region: string;
    /** The caller's account; `undefined` where nobody knows better than that it is the channel's own. */
    account?: string;
}

const arnForm = /^arn:aws[a-z-]*:cloudtrail:([a-z0-9-]+):\d{12}:channel\/(.+)$/;
const action = "cloudtrail-data:PutAuditEvents";

function findChannel(channels: readonly Channel[], access: Access): Channel | { refusal: Refusal } {
    const { channelArn, region } = access;
    const [, arnRegion, resource] = arnForm.exec(channelArn) ?? [];
    if (!resource) {
        return refuse(
            "InvalidChannelARN",
            `'${channelArn}' is not a channel ARN; its form is arn:<partition>:cloudtrail:<region>:<account>:channel/<id>.`,
        );
    }
    // AWS makes these channels for its own services: nobody else's events go there.
    if (resource.startsWith("aws-service-channel/")) {
        return refuse(
            "UnsupportedOperationException",
            "A service-linked channel does not take audit events.",
        );
    }
    const channel = channels.find(({ arn }) => arn === channelArn);
    if (!channel) {
        return refuse("ChannelNotFound", `There is no channel ${channelArn}. Known: ${listOf(channels)}.`);
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
 * Without a policy the owner's account alone may call; a policy adds accounts. Its external ID is asked of every
 * call, the owner's included. (Resource-based policies for channels, CloudTrail user guide.)
 */
function checkPermission(channel: Channel, access: Access): Refusal | undefined {
    const { policy, accountId } = channel;
    const account = access.account ?? accountId;
    if (!policy) {
        if (account === accountId) return undefined;
        return refuse(
            "ChannelInsufficientPermission",
            `The caller's account ${account} is not the channel's account ${accountId}, and the channel has no policy.`,
        ).refusal;
    }
    const why = denialOf(channel, policy, account, access.externalId);
    return denied(
        why &&
            `User: arn:aws:iam::${account}:root is not authorized to perform: ${action} on resource: ${channel.arn} ${why}`,
    );
}

/** Why the channel's policy does not let an account in; the owner's need not be named. */
function denialOf(
    { arn, accountId }: Channel,
    policy: Policy,
    account: string,
    externalId: string | undefined,
): string | undefined {
    const root = `arn:aws:iam::${account}:root`;
    const principal = { arn: root, account, name: root };
    const asked = { principal, action, resource: arn, context: { "cloudtrail:ExternalId": externalId } };
    const about = (statement: Statement) => concerns(statement, asked);
    const naming = policy.filter((statement) => admits(statement, principal));
    if (naming.some((statement) => statement.effect === "Deny" && about(statement)))
        return "with an explicit deny in a resource-based policy";
    const allowing = (account === accountId ? policy : naming).filter(({ effect }) => effect === "Allow");
    if (allowing.some(about)) return undefined;
    const nobody = `because no resource-based policy allows the ${action} action`;
    if (allowing.length === 0) return `${nobody} (the channel's policy does not name the account)`;
    const given = externalId === undefined ? "the call has none" : "the call has another one";
    return `${nobody} (the channel's policy asks for an external ID, and ${given})`;
}

function denied(message: string): Refusal;
function denied(message: string | undefined): Refusal | undefined;
function denied(message: string | undefined): Refusal | undefined {
    return message === undefined ? undefined : { status: 403, name: "AccessDeniedException", message };
}

function listOf(channels: readonly Channel[]): string {
    return channels.map(({ arn }) => arn).join(", ") || "none";
}

function refuse(name: string, message: string): { refusal: Refusal } {
    return { refusal: { status: 400, name, message } };
}

export { checkPermission, denied, findChannel, type Access };
