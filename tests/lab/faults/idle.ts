/** Loaded before `npm run faults`: a fault that never strikes, beside the others. */
import { faultCases } from "../../../lab/faults/table";

faultCases.push({
    name: "idle",
    what: "nothing goes wrong",
    ends: { direct: "lake" },
    inject: () => ({}),
});
