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
