import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { replacingInputs } from "./compare";
import { goldenNames, readGraph } from "./files";
import type { Resource } from "./graph";
import replacing from "./replacing.json";

/** The inputs that the installed provider knows, of a type like `aws:sqs/queue:Queue`. */
function inputsOf(type: string): string[] {
    const file = path.join(
        path.dirname(require.resolve("@pulumi/aws/package.json")),
        `${type.split(":")[1]}.d.ts`,
    );
    const [, args] = fs.readFileSync(file, "utf8").split(`interface ${type.split(":")[2]}Args {`);
    return [...args.matchAll(/^ {4}(\w+)\??:/gm)].map(([, input]) => input);
}

const children: Resource[] = goldenNames()
    .flatMap((name) => Object.values(readGraph(name)!))
    .filter(({ parent }) => parent !== undefined);

describe("golden files: inputs whose change replaces", () => {
    it("are listed for every type of the component that is not aws-native's, which lists its own", () => {
        const types = new Set(children.map(({ type }) => type).filter((type) => type.startsWith("aws:")));
        expect(Object.keys(replacing.types)).to.have.members([...types]);
    });

    for (const [type, { properties }] of Object.entries(replacing.types)) {
        it(`${type}: the provider has inputs of these names`, () => {
            expect(inputsOf(type)).to.include.members(properties);
        });
    }

    it("of aws-native are what the CloudFormation schemas say", () => {
        const own = (type: string) => children.filter((one) => one.type === type).map(replacingInputs);
        for (const inputs of own("aws-native:cloudtrail:Channel")) expect(inputs).to.deep.equal(["source"]);
        for (const inputs of own("aws-native:cloudtrail:ResourcePolicy"))
            expect(inputs).to.deep.equal(["resourceArn"]);
        for (const inputs of own("aws-native:cloudtrail:EventDataStore")) expect(inputs).to.deep.equal([]);
    });
});
