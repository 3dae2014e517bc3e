import { faultGroups } from "../../lab/faults/table";
import type { End, FaultCase, Mode } from "../../lab/faults/types";
import { duplicatesIn } from "../../lab/faults/modes";
import { code, markdown } from "./markdown";

const ends: Record<End, string> = {
    lake: "delivered",
    "dead-letters": "dead-lettered",
    either: "delivered or dead-lettered",
    lambda: "delivered, or dead-lettered by Lambda",
    sqs: "delivered, or dead-lettered by SQS",
    any: "delivered or dead-lettered",
};

function endOf(fault: FaultCase, mode: Mode): string {
    const end = fault.ends[mode];
    const duplicates = duplicatesIn(fault, mode);
    if (end === undefined) return "–";
    const twice = { certain: ", some twice", possible: ", perhaps twice", never: ", once" };
    return `${ends[end]}${duplicates === undefined ? "" : twice[duplicates]}`;
}

/** A fault that strikes one, some and all of the events is one line. */
const share = { text: / (?:one|some|all) of the events/, name: /-(?:one|some|all)$/ };

function row(fault: FaultCase): string[] {
    const what = fault.what.replace(share.text, " one, some or all of the events");
    const name = what === fault.what ? fault.name : fault.name.replace(share.name, "");
    return [what, endOf(fault, "buffered"), endOf(fault, "direct"), endOf(fault, "s3"), code(name)];
}

/** Every fault of the laboratory: what goes wrong, and where the events that it touches end. */
export function faults(): string {
    return Object.entries(faultGroups)
        .map(([title, cases]) => {
            const rows = new Map(cases.map(row).map((cells) => [cells.join(), cells]));
            const head = ["fault", "buffered", "direct", "S3", "`--only`"];
            return `### ${title}\n\n${markdown({ head, rows: [...rows.values()] })}`;
        })
        .join("\n\n");
}
