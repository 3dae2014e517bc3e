/** Runs `work` while `require` answers with other modules, and the environment holds other variables. */
import Module from "node:module";

type Load = (request: string, ...rest: unknown[]) => unknown;
const loader = Module as unknown as { _load: Load };

function withModules<T>(modules: Record<string, unknown>, work: () => T): T {
    const load = loader._load;
    loader._load = (request, ...rest) => modules[request] ?? load(request, ...rest);
    try {
        return work();
    } finally {
        loader._load = load;
    }
}

function withEnvironment<T>(variables: Record<string, string | undefined>, work: () => T): T {
    const before = process.env;
    process.env = { ...before, ...variables };
    for (const [name, value] of Object.entries(variables)) if (value === undefined) delete process.env[name];
    try {
        return work();
    } finally {
        process.env = before;
    }
}

export { withEnvironment, withModules };
