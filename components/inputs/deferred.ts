import * as pulumi from "@pulumi/pulumi";
import type { Report, ValidationError } from "../errors";

/** A value that is not here yet. */
export function isDeferred(value: unknown): value is Promise<unknown> {
    return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/** The value, checked as soon as it resolves: one that is wrong never resolves. A preview that does not know it checks nothing. */
export function checkWhenResolved<T>(
    value: T,
    fail: Report["fail"],
    errorsOf: (known: pulumi.Unwrap<T>, isSecret: boolean) => ValidationError[],
): pulumi.Output<pulumi.Unwrap<T>> {
    const deferred = pulumi.output(value);
    const checked = deferred.apply<pulumi.Unwrap<T>>(async (known) => {
        const errors = errorsOf(known, await pulumi.isSecret(deferred));
        return errors.length === 0 ? known : fail(errors);
    });
    return checked;
}
