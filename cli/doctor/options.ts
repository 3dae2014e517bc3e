import type { DeploymentOptions } from "../outputs";

/** The options of `doctor`, as they are written. */
export interface DoctorOptions extends DeploymentOptions {
    /** Before the first `up`. */
    preflight?: boolean;
    /** OneLogin's event source, with `--preflight`; so are the next two. */
    source?: string;
    destination?: string;
    region?: string;
}
