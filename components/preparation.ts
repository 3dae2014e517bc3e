import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "./inputs/settings";

type Prepared = Pick<Settings, "eventTypes">;

/** Whether the functions do something to events before they map them. */
export function prepares({ eventTypes }: Prepared): boolean {
    return eventTypes !== undefined;
}

function selection({ include, exclude }: NonNullable<Prepared["eventTypes"]>): pulumi.Output<string> {
    return pulumi
        .all([include, exclude])
        .apply(([only, but]) => (only === undefined ? `exclude ${but!.join()}` : `include ${only.join()}`));
}

/** What the functions know of it. It is not in their text, which is the same for everybody, and so is its hash. */
export function preparationVariables(settings: Prepared): Record<string, pulumi.Input<string>> {
    if (!prepares(settings)) return {};
    const { eventTypes } = settings;
    return { EVENT_TYPES: eventTypes === undefined ? "all" : selection(eventTypes) };
}
