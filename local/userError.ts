/**
 * A mistake of the person at the keyboard, such as a file that is not there. It is shown as
 * its message and remedy, without a stack: there is nothing to debug.
 */
export class UserError extends Error {
    override readonly name = "UserError";

    /**
     * @param message What is wrong, where, and with what value.
     * @param remedy What to do about it.
     */
    constructor(
        message: string,
        readonly remedy: string,
    ) {
        super(message);
    }
}
