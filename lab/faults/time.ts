import { timeScale } from "../../local/run/time";

/** Inside the function, pauses and timeout are so many times shorter: a timeout of 60 s is 3 s, less than a message is hidden. */
export const speed = 20;

/** So many seconds of AWS's, in milliseconds here, where something waits between deliveries. */
export function compressed(seconds: number): number {
    return (seconds * 1000) / timeScale;
}
