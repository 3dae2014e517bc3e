import { input } from "./input";
import type { Group } from "./input";
import { distinct, integer, list } from "./rules";

/** Far more than there are: 539 in November 2026. */
const mostTypes = 1000;

const eventTypeId = {
    ...integer(0, 999_999_999, "event types"),
    expected: "an event type's id, a whole number from 0 to 999999999",
};

export const eventTypes = {
    docs: "Which events are delivered, by their type; all unless given. The function leaves the others out before it looks at them, for every destination: they stay in the raw event log alone, and are counted as `excluded`. The known types are in handler/eventTypes.json. An event whose type is not a number is never left out. `include` leaves out types that OneLogin adds later, `exclude` delivers them.",
    typeName: "EventTypeSettings",
    see: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
    optional: true,
    members: {
        include: input(
            "The types that are delivered, and no other. Not together with `exclude`.",
            distinct(list(eventTypeId, 1, mostTypes)),
            { otherwise: "`exclude` says which" },
        ),
        exclude: input(
            "The types that are left out. Not together with `include`.",
            distinct(list(eventTypeId, 1, mostTypes)),
            { otherwise: "`include` says which" },
        ),
    },
} satisfies Group;
