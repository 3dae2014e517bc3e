/** What AWS refuses, as a provider reports it. */
export class Refusal extends Error {
    constructor(
        readonly code: string,
        reason: string,
    ) {
        super(`${code}: ${reason}`);
    }
}
