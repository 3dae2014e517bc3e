import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
    {
        ignores: [
            "dist/",
            "coverage/",
            "node_modules/",
            "tests/consumers/projects/",
            "docs/.vitepress/{cache,dist}/",
        ],
    },
    js.configs.recommended,
    ...tseslint.configs.recommendedTypeChecked,
    {
        languageOptions: {
            parserOptions: {
                projectService: { allowDefaultProject: ["eslint.config.mjs"] },
                tsconfigRootDir: import.meta.dirname,
            },
        },
        rules: {
            "@typescript-eslint/no-explicit-any": "error",
            eqeqeq: ["error", "always", { null: "ignore" }],
        },
    },
    {
        files: ["**/*.mjs", "**/*.js", "**/*.cjs"],
        ...tseslint.configs.disableTypeChecked,
        languageOptions: {
            ...tseslint.configs.disableTypeChecked.languageOptions,
            globals: {
                require: "readonly",
                process: "readonly",
                console: "readonly",
                module: "readonly",
                __dirname: "readonly",
                Buffer: "readonly",
            },
        },
        rules: {
            ...tseslint.configs.disableTypeChecked.rules,
            "@typescript-eslint/no-require-imports": "off",
        },
    },
    {
        // What runs in Lambda reaches modules with `require` inside a factory: an import would be
        // captured, and serialized as a path into our own package.
        files: ["handler/**/*.ts"],
        rules: { "@typescript-eslint/no-require-imports": "off" },
    },
    {
        // A command loads what takes long once it knows what is asked of it.
        files: ["lab/*/main.ts", "cli/program.ts"],
        rules: { "@typescript-eslint/no-require-imports": "off" },
    },
    {
        // Projects of their own, whose tsconfig finds no installed package here; the compiler checks them with the rest.
        files: ["examples/**/*.ts"],
        ...tseslint.configs.disableTypeChecked,
    },
    {
        files: ["tests/**/*.ts"],
        rules: { "@typescript-eslint/no-unused-expressions": "off" },
    },
);
