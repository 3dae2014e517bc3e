/** Sets variables of the environment. @returns What sets them back. */
export function withVariables(variables: Readonly<Record<string, string>>): () => void {
    const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, variables);
    return () => {
        for (const [name, value] of before)
            if (value === undefined) delete process.env[name];
            else process.env[name] = value;
    };
}
