import { OneLoginCloudTrailLake } from "./components";
import { configuredArgs } from "./config";

/** The stack program: the stack's configuration in, one component, its outputs out. */
export = async (): Promise<ReturnType<OneLoginCloudTrailLake["outputs"]>> =>
    new OneLoginCloudTrailLake("onelogin", await configuredArgs()).outputs();
