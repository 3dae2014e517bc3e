import { expect } from "chai";
import { createCalls } from "../../handler/calls";

const { within } = createCalls();

describe("work within a time", () => {
    it("is given up with a name and a message of its own", async () => {
        const never = () => new Promise<never>(() => undefined);
        const error = await within(Date.now(), never).catch((caught: unknown) => caught);
        expect(error).to.include({ name: "DeadlineNear", message: "no answer in time" });
    });
});
