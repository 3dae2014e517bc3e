import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { OneLoginCloudTrailLake } from "../../components";
import { leaves } from "../../components/inputs/settings";
import { enough } from "../support/pulumi/component";
import { lakeEffects } from "./effects";
import { s3Effects } from "./s3Effects";

describe("a consumer's unit test with Pulumi's own mocks, which answer inputs only", () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown) => rejections.push(reason);
    before(() => process.on("unhandledRejection", note));
    after(() => process.off("unhandledRejection", note));

    const programs = [...lakeEffects, ...s3Effects].map(([title, args]) => ({
        title,
        args: { ...enough, ...args },
    }));

    it("is tried with every argument that there is", () => {
        const valueAt = (values: object, path: string[]) =>
            path.reduce<unknown>(
                (value, key) => (value as Record<string, unknown> | undefined)?.[key],
                values,
            );
        const missing = leaves().filter(({ path }) =>
            programs.every(({ args }) => valueAt(args, path) === undefined),
        );
        expect(missing.map(({ path }) => path.join("."))).to.deep.equal([]);
    });

    for (const { title, args } of programs) {
        it(`makes a component, ${title}, and nothing is rejected behind its back`, async () => {
            await pulumi.runtime.setMocks({
                newResource: ({ name, inputs }) => ({
                    id: `${name}-id`,
                    state: inputs as Record<string, unknown>,
                }),
                call: ({ inputs }) => inputs as Record<string, unknown>,
            });
            const lake = new OneLoginCloudTrailLake("lake", args);
            const outputs = await new Promise<Record<string, unknown>>((resolve) =>
                pulumi.output(lake.outputs()).apply(resolve),
            );
            await pulumi.runtime.disconnect();
            await new Promise((resolve) => setImmediate(resolve));
            expect(rejections).to.deep.equal([]);
            expect(outputs.metricsNamespace).to.equal("OneLoginCloudTrailLake");
        });
    }
});
