/** The functions and what invokes them, as they were registered. */
import { statesOf, type Account } from "../describe";
import { Refused } from "../http/input";
import { capitalized } from "../values";
import type { Answer, Call, Operations } from "./types";

const functionType = "aws:lambda/function:Function";
const mappingType = "aws:lambda/eventSourceMapping:EventSourceMapping";
const permissionType = "aws:lambda/permission:Permission";

type State = Record<string, unknown>;

/** A function by its name or its ARN. */
export function functionOf(account: Account, wanted: string): State {
    const found = statesOf(account, functionType).find(({ name, arn }) => wanted === name || wanted === arn);
    if (found === undefined) throw notFound(`Function not found: ${wanted}`);
    return found;
}

export function describeOperations(account: Account): Operations {
    const ofFunction =
        (action: string, describe: (state: State) => object) =>
        ({ wanted, authorize }: Call): Answer => {
            const state = functionOf(account, wanted);
            authorize(action, String(state.arn));
            return { status: 200, body: describe(state) };
        };
    return {
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
