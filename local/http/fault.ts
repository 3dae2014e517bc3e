/** What goes wrong with one call of a service. What is left out goes its ordinary way. */
import type { Refusal } from "./messages";

export interface CallFault {
    /** Wait this long before anything else happens. */
    delayMs?: number;
    /** Refuse the call, whatever its content. */
    refusal?: Refusal;
    /** Break the connection: before anything happens, or after it did, when only the answer is lost. */
    reset?: "before" | "after";
}
