import { now } from "../../packages/trino-on-duckdb/trino/store";
import { startTrino, whyNoTrino, type Engine } from "../../packages/trino-on-duckdb/trino/trino";
import { fill, findsItsCases } from "./finding";

const reason = whyNoTrino();
if (reason !== undefined) console.log(`${reason}: the detections are not asked of Trino.`);

(reason === undefined ? describe : describe.skip)("the detections on Trino 435 itself", function () {
    this.timeout(120_000);
    let trino: Engine;
    before(async () => {
        trino = startTrino(now);
        await fill(trino);
    });
    after(() => trino.close());

    findsItsCases(() => trino);
});
