import figma from '@figma/eslint-plugin-figma-plugins'
import tseslint from 'typescript-eslint'

const zodNamed = { selector: "ImportDeclaration[source.value=/^zod/] > ImportSpecifier", message: "Import zod as `import * as z from 'zod/mini'`: the named form drags every locale in (455 KB)." }
const syntax = (...more) => ['error', zodNamed, ...more]
const noSdk = { regex: '^openai(/|$)', message: 'An SDK is imported only in its provider file.' }
const noKit = { group: ['@create-figma-plugin/ui', '@create-figma-plugin/ui/*'], message: 'Only ui/components may import the kit.' }
const plainZod = { name: 'zod', message: "Use `import * as z from 'zod/mini'`." }
const imports = (patterns, paths = [plainZod]) => ['error', { patterns, paths }]
const noFigma = { name: 'figma', message: 'Only src/document, src/handlers.ts and src/main.ts touch figma.' }

export default tseslint.config(
  { ignores: ['build/**', 'dist/**', 'node_modules/**', 'test/results/**', '**/*.d.css.ts'] },
  ...tseslint.configs.recommended,
  {
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true }, jsxPragma: 'h', jsxFragmentName: 'Fragment' } },
    rules: {
      'no-restricted-syntax': syntax(),
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^(h$|Fragment$|_)', caughtErrors: 'none' }],
      '@typescript-eslint/no-unused-expressions': ['error', { allowShortCircuit: true, allowTernary: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { '@figma/figma-plugins': figma },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...figma.configs.recommended.rules,
      'no-restricted-imports': imports([{ group: ['**/ui', '**/playground', '**/test'], message: 'The sandbox never imports the window or the host.' }, noSdk, noKit, { group: ['preact', 'preact/*'], message: 'The sandbox has no DOM.' }]),
    },
  },
  { files: ['src/shared/**/*.ts'], rules: { 'no-restricted-globals': ['error', noFigma] } },
  {
    files: ['ui/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-imports': imports([{ regex: '(^|/)src/(?!shared/)', message: 'The window shares only src/shared with the sandbox.' }, { group: ['**/playground', '**/test'], message: 'The plugin never imports the host.' }, noSdk, noKit]),
    },
  },
  {
    files: ['ui/components/**/*.{ts,tsx}', 'ui/main.tsx'],
    rules: { 'no-restricted-imports': imports([{ regex: '(^|/)src/(?!shared/)', message: 'The window shares only src/shared with the sandbox.' }, { group: ['**/playground', '**/test'], message: 'The plugin never imports the host.' }, noSdk]) },
  },
  {
    files: ['ui/providers/openai*.ts'],
    rules: { 'no-restricted-imports': imports([{ regex: '(^|/)src/(?!shared/)', message: 'The window shares only src/shared with the sandbox.' }, { group: ['**/tools', '**/panels', '**/components', '**/playground'], message: 'Providers know no tool and no panel.' }, noKit]) },
  },
  {
    files: ['ui/pixels/**/*.ts'],
    rules: { 'no-restricted-imports': imports([{ group: ['**/providers', '**/tools', '**/panels', '**/components', '**/state'], message: 'Pixels know no provider, tool or panel.' }, noSdk, noKit]) },
  },
  { files: ['playground/**/*.{ts,tsx,js,mjs}', 'test/**/*.{ts,tsx}'], rules: { 'no-console': 'off' } },
)
