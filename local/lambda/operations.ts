/** The functions and what invokes them, as they were registered; and the one way to invoke them. */
import type { IncomingMessage } from "node:http";
import { limits } from "../../handler/limits";
import { statesOf, type Account } from "../describe";
import { Refused } from "../http/input";
import { parseJson } from "../http/messages";
import { capitalized } from "../values";

/** Takes an event, JSON text, for Lambda's own queue. */
export type Invoke = (this: void, functionName: string, event: string) => void;

/** What is asked of what. */
interface Call {
    /** A function's name or ARN, as it is written; "" in calls about no certain one. */
    wanted: string;
    query: URLSearchParams;
    body: Buffer | undefined;
    headers: IncomingMessage["headers"];
    /** @throws Refused if nothing allows the action to the caller. */
    authorize(this: void, action: string, resource: string): void;
}

export interface Answer {
    status: number;
    body?: object;
}

/** Each by its method, what it is about, and what follows the name in its path. */
export type Operations = Readonly<Record<string, (call: Call) => Answer>>;

const functionType = "aws:lambda/function:Function";
const mappingType = "aws:lambda/eventSourceMapping:EventSourceMapping";
const permissionType = "aws:lambda/permission:Permission";

type State = Record<string, unknown>;

/** A function by its name or its ARN. */
function functionOf(account: Account, wanted: string): State {
    const found = statesOf(account, functionType).find(({ name, arn }) => wanted === name || wanted === arn);
    if (found === undefined) throw notFound(`Function not found: ${wanted}`);
    return found;
}

export function lambdaOperations(account: Account, take: Invoke): Operations {
    const ofFunction =
        (action: string, describe: (state: State) => object) =>
        ({ wanted, authorize }: Call): Answer => {
            const state = functionOf(account, wanted);
            authorize(action, String(state.arn));
            return { status: 200, body: describe(state) };
        };
    return {
        ...invokeOperation(account, take),
        "GET functions configuration": ofFunction("lambda:GetFunctionConfiguration", describeFunction),
        "GET functions concurrency": ofFunction("lambda:GetFunctionConcurrency", (state) => ({
            ReservedConcurrentExecutions: state.reservedConcurrentExecutions,
        })),
        "GET functions policy": ofFunction("lambda:GetPolicy", ({ name, arn }) => {
            const permissions = statesOf(account, permissionType, { function: name });
            if (permissions.length === 0) throw notFound("The resource you requested does not exist.");
            const Statement = permissions.map((permission) => statementOf(permission, arn));
            return { Policy: JSON.stringify({ Version: "2012-10-17", Statement }) };
        }),
        "GET event-source-mappings"({ query, authorize }) {
            authorize("lambda:ListEventSourceMappings", "*");
            const eventSourceArn = query.get("EventSourceArn");
            const mappings = statesOf(account, mappingType, { eventSourceArn });
            return { status: 200, body: { EventSourceMappings: mappings.map(describeMapping) } };
        },
    };
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html, asynchronously alone. */
function invokeOperation(account: Account, take: Invoke): Operations {
    return {
        "POST functions invocations"({ wanted, body, headers, authorize }) {
            const { name, arn } = functionOf(account, wanted);
            authorize("lambda:InvokeFunction", String(arn));
            const type = String(headers["x-amz-invocation-type"] ?? "RequestResponse");
            if (type !== "Event")
                throw new Refused("InvalidParameterValueException", `${type} is not served here: Event is.`);
            if (body === undefined)
                throw new Refused(
                    "RequestTooLargeException",
                    `The payload has more than ${limits.messageBytes} bytes.`,
                    413,
                );
            if (parseJson(body) === undefined)
                throw new Refused(
                    "InvalidRequestContentException",
                    "Could not parse request body into json.",
                );
            take(String(name), body.toString());
            return { status: 202 };
        },
    };
}

function describeFunction(state: State): object {
    return {
        FunctionName: state.name,
        FunctionArn: state.arn,
        Runtime: state.runtime,
        Role: state.role,
        MemorySize: state.memorySize,
        Timeout: state.timeout,
        DeadLetterConfig: capitalized(state.deadLetterConfig),
        Environment: { Variables: (state.environment as State | undefined)?.variables },
        State: state.state ?? "Active",
        StateReason: state.stateReason,
        StateReasonCode: state.stateReasonCode,
        LastUpdateStatus: state.lastUpdateStatus ?? "Successful",
        LastUpdateStatusReason: state.lastUpdateStatusReason,
    };
}

function describeMapping({ enabled = true, ...state }: State): object {
    return {
        UUID: state.uuid,
        EventSourceArn: state.eventSourceArn,
        FunctionArn: state.functionName,
        BatchSize: state.batchSize,
        FunctionResponseTypes: state.functionResponseTypes,
        State: enabled === true ? "Enabled" : "Disabled",
        LastProcessingResult: state.lastProcessingResult,
    };
}

function statementOf({ action, principal, sourceArn }: State, functionArn: unknown): unknown {
    return {
        Effect: "Allow",
        Principal: { Service: principal },
        Action: action,
        Resource: functionArn,
        Condition: { ArnLike: { "AWS:SourceArn": sourceArn } },
    };
}

function notFound(message: string): Refused {
    return new Refused("ResourceNotFoundException", message, 404);
}
