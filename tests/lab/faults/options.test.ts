import { expect } from "chai";
import { readOptions } from "../../../lab/faults/options";
import { UserError } from "../../../local/userError";

describe("the options of npm run faults", () => {
    it("has a default for each, and a new seed each time", () => {
        expect(readOptions([], () => 0.5)).to.deep.equal({
            seed: 500_000,
            only: undefined,
            destinations: ["cloudtrail-lake"],
            events: 100,
            mixed: 3,
            mixedEvents: 2000,
            outage: 60,
            help: false,
        });
    });

    it("reads each of them; no mixes beside what was asked for", () => {
        const args =
            "--seed 7 --only poison --events 10 --mixed-events 50 --outage 5 --destinations cloudtrail-lake,s3 --help".split(
                " ",
            );
        expect(readOptions(args)).to.deep.equal({
            seed: 7,
            only: "poison",
            destinations: ["cloudtrail-lake", "s3"],
            events: 10,
            mixed: 0,
            mixedEvents: 50,
            outage: 5,
            help: true,
        });
        expect(readOptions(["--only", "x", "--mixed", "2"]).mixed).to.equal(2);
    });

    const wrong: [args: string[], message: RegExp][] = [
        [["--seed", "0"], /^--seed 0 must be a whole number from 1 to 2147483647\.$/],
        [["--events", "5"], /^--events 5 must be a whole number from 6 to 5000\.$/],
        [["--mixed", "1.5"], /^--mixed 1\.5 must be a whole number/],
        [["--outage", "601"], /^--outage 601 must be a whole number from 1 to 600\.$/],
        [["--destinations", "s3,s3"], /^--destinations s3,s3 must be cloudtrail-lake, s3, or both/],
        [["--other"], /^Unknown option '--other'\.$/],
    ];
    for (const [args, message] of wrong) {
        it(`refuses ${args.join(" ")}`, () => expect(() => readOptions(args)).to.throw(UserError, message));
    }
});
