import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { OneLoginCloudTrailLake } from "../../components";
import { enough, recordLake } from "../support/pulumi/component";
import { record } from "../support/pulumi/recorder";
import type { Recording } from "../support/pulumi/recorder";

function childrenOf(recording: Recording<unknown>, parent: string) {
    return recording.registrations.filter((one) => one.parent === parent);
}

describe("the component's options do what Pulumi documents", () => {
    it("dependsOn: the component comes after it, and so do its children, which come after their parent", async () => {
        const recording = await record(() => {
            const first = new aws.sns.Topic("first");
            return new OneLoginCloudTrailLake("lake", enough, { dependsOn: [first] });
        });
        expect(recording.errors).to.deep.equal([]);
        expect(recording.named("lake").dependencies).to.deep.equal(["first"]);
        const [first, lake, ...children] = recording.registrations;
        expect([first.name, lake.name]).to.deep.equal(["first", "lake"]);
        expect(children.map(({ parent }) => parent)).to.deep.equal(Array(19).fill("lake"));
    });

    it("dependsOn the component: whoever has it waits for every child", async () => {
        const recording = await record(() => {
            const lake = new OneLoginCloudTrailLake("lake", enough);
            return new aws.sns.Topic("last", {}, { dependsOn: [lake] });
        });
        const children = childrenOf(recording, "lake").map(({ name }) => name);
        expect(recording.named("last").dependencies).to.include.members(children);
    });

    it("aliases are the component's: the engine derives the children's from them", async () => {
        const { registrations } = await recordLake(enough, {}, { aliases: [{ name: "old" }] });
        const [component, ...children] = registrations;
        expect(component.aliases).to.deep.equal([{ name: "old" }]);
        for (const { name, aliases } of children) expect(aliases, name).to.deep.equal([]);
    });

    it("transforms reach every child, and change inputs and options", async () => {
        const transform: pulumi.ResourceTransform = ({ custom, props, opts }) =>
            custom
                ? { props: { ...props, marked: true }, opts: pulumi.mergeOptions(opts, { protect: true }) }
                : undefined;
        const recording = await recordLake(enough, {}, { transforms: [transform] });
        expect(recording.errors).to.deep.equal([]);
        for (const { name, inputs, protect } of childrenOf(recording, "lake")) {
            expect(inputs.marked, name).to.equal(true);
            expect(protect, name).to.equal(true);
        }
        expect(recording.named("lake-store").retainOnDelete).to.equal(true);
    });
});
