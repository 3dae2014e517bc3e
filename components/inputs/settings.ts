import type * as pulumi from "@pulumi/pulumi";
import type { Group, Input, Inputs } from "./input";
import type { Rule } from "./rules";
import { inputs } from "./table";

type SettingOf<Value, Default, R> = R extends { plain: true }
    ? Value | Default
    : | pulumi.Input<Value>
      | (Default extends undefined ? (R extends { required: true } ? never : undefined) : never);

type SettingsOf<Members> = {
    [K in keyof Members]: Members[K] extends Group<infer Inner>
        ? SettingsOf<Inner> | (Members[K] extends { optional: true } ? undefined : never)
        : Members[K] extends Rule<infer Value, infer Default>
          ? SettingOf<Value, Default, Members[K]>
          : never;
};

/** The arguments, checked, with every default filled in, but for optional groups that are not given. */
export type Settings = SettingsOf<typeof inputs>;

export function isGroup(member: Input | Group): member is Group {
    return "members" in member;
}

/** An input by its path, as `["delivery", "batchSize"]`. */
export interface Leaf {
    path: string[];
    input: Input;
}

/** Every input, in the order of the table. */
export function leaves(members: Inputs = inputs, parents: string[] = []): Leaf[] {
    return Object.entries(members).flatMap(([key, member]): Leaf[] => {
        const path = [...parents, key];
        return isGroup(member) ? leaves(member.members, path) : [{ path, input: member }];
    });
}

/** Of arguments: how messages name an input. The stack program's people know its configuration keys. */
export const inputNames = Symbol("onelogin-cloudtrail-lake: how messages name an input");

/** Arguments as the stack program gives them. */
export interface NamedInputs {
    [inputNames]?: (text: string) => string;
}

/** `delivery.batchSize` is the configuration key `deliveryBatchSize`. */
export function configurationKey([first, ...others]: string[]): string {
    return first + others.map((part) => part[0].toUpperCase() + part.slice(1)).join("");
}

type DefaultsOf<Members> = {
    [K in keyof Members]: Members[K] extends Group<infer Inner>
        ? DefaultsOf<Inner>
        : Members[K] extends Rule<unknown, infer Default>
          ? Default
          : never;
};

function defaultsOf(members: Inputs): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(members).map(([key, member]) => [
            key,
            isGroup(member) ? defaultsOf(member.members) : member.default,
        ]),
    );
}

/** What the component is made with if nothing is given. */
export const defaults = defaultsOf(inputs) as DefaultsOf<typeof inputs>;
