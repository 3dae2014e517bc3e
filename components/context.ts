import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "./inputs/settings";

/** What every part of the component is built with. */
export interface BuildContext {
    /** The component's name: a child's is `${name}-<suffix>`. Suffixes are frozen once released, because a change replaces. */
    name: string;
    settings: Settings;
    /** Options of a child: its parent, and what must be there before it, the check of the providers included. */
    options(...before: pulumi.Resource[]): pulumi.CustomResourceOptions;
}

/**
 * What a destination's own queues, function and role are built with: the same parts for each destination, under names that
 * begin with `name`, which is the component's with S3's `-s3` behind it.
 */
export interface UnitContext extends BuildContext {
    /** Its queue's. */
    delivery: Omit<Settings["delivery"], "mode">;
}
