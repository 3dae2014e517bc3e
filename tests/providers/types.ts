/** The resource types by short names. */
export const types = {
    bus: "aws:cloudwatch/eventBus:EventBus",
    rule: "aws:cloudwatch/eventRule:EventRule",
    target: "aws:cloudwatch/eventTarget:EventTarget",
    logGroup: "aws:cloudwatch/logGroup:LogGroup",
    logPolicy: "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
    role: "aws:iam/role:Role",
    rolePolicy: "aws:iam/rolePolicy:RolePolicy",
    function: "aws:lambda/function:Function",
    mapping: "aws:lambda/eventSourceMapping:EventSourceMapping",
    permission: "aws:lambda/permission:Permission",
    retries: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    queue: "aws:sqs/queue:Queue",
    queuePolicy: "aws:sqs/queuePolicy:QueuePolicy",
    store: "aws-native:cloudtrail:EventDataStore",
    channel: "aws-native:cloudtrail:Channel",
    channelPolicy: "aws-native:cloudtrail:ResourcePolicy",
} as const;
