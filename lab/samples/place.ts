import { Slot } from "./template";

/** Where events come from. What is left out stays as the samples have it. */
export interface Place {
    /** The partner event source, which is also the name of its bus. */
    source?: string;
    /** The AWS account, 12 digits. */
    account?: string;
    /** The AWS Region. */
    region?: string;
}

export function placed(slot: Slot, place: Place): string {
    switch (slot.key) {
        case "source":
        case "account":
        case "region":
            return place[slot.key] ?? slot.value;
        default:
            return slot.value;
    }
}
