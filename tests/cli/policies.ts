import { readPolicy, type Policy } from "../../local/aws/iam/policy";
import { blocks, readText, section } from "../docs/documents";

const policyOf = (statements: object[]): Policy =>
    readPolicy({ Version: "2012-10-17", Statement: statements }, "the operator's policy");

export const everything = policyOf([{ Effect: "Allow", Action: "*", Resource: "*" }]);

interface Statement {
    Action: string | string[];
    Resource: string | string[];
}

/** A policy of the operator's, as a page or an output has it. */
export interface OperatorsPolicy {
    actions: string[];
    /** The policy, less an action. */
    without(action?: string): Policy;
}

/**
 * Reads a policy. Some stand-ins hold the operator to actions alone, and know no resources: only those of others are as they
 * are written.
 */
export function operatorsPolicy(json: string): OperatorsPolicy {
    const { Statement } = JSON.parse(json) as { Statement: Statement[] };
    const known = /^arn:aws:(sqs|s3|athena|glue):/;
    const statements = Statement.map(({ Action, Resource, ...rest }) => ({
        ...rest,
        Action: [Action].flat(),
        Resource: [Resource].flat().every((arn) => known.test(arn)) ? Resource : "*",
    }));
    return {
        actions: statements.flatMap(({ Action }) => Action),
        without(removed) {
            const left = statements.map(({ Action, ...rest }) => ({
                ...rest,
                Action: Action.filter((action) => action !== removed),
            }));
            return policyOf(left.filter(({ Action }) => Action.length > 0));
        },
    };
}

/** The policy that docs/resources.md has for a part of the command. */
export function documentedPolicy(heading: string): OperatorsPolicy {
    const [json] = blocks(section(readText("docs/resources.md"), heading), "json");
    return operatorsPolicy(json);
}
