import js from '@eslint/js';
import ts from 'typescript-eslint';
import hooks from 'eslint-plugin-react-hooks';

const forbid = (message, ...names) => names.map((name) => ({ name, message }));

export default ts.config(
  { ignores: ['dist/**', 'node_modules/**', '.lotse/**', 'coverage/**', 'apps/web/src/paraglide/**', 'content/schema/**'] },
  { ignores: ['**/*.cjs'] },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.mjs', 'apps/web/*.mjs', 'apps/server/*.mjs', 'test/*/*.mjs', 'bench/*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'FunctionDeclaration[params.length>6], ArrowFunctionExpression[params.length>6], :not(MethodDefinition[kind="constructor"]) > FunctionExpression[params.length>6]',
          message: 'At most six parameters; constructors, which are injected, may have more.',
        },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-globals': ['error', ...forbid('Outgoing requests go through SafeFetch (libs/base/http/safe-fetch.ts).', 'fetch')],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Settings are read in libs/base/config.ts; main.ts hands them in.' },
        { object: 'Math', property: 'random', message: 'Use node:crypto, or a seeded generator where it must repeat.' },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false, arguments: false } }],
    },
  },
  // type imports of injected classes would erase what Nest injects
  { files: ['libs/**/*.ts', 'apps/server/**/*.ts'], rules: { '@typescript-eslint/consistent-type-imports': 'off' } },
  { files: ['apps/server/main.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: ['apps/web/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      'no-restricted-globals': 'off',
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['apps/demo-lms/**/*.ts'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: ['test/**', 'bench/**', '**/*.spec.ts', '**/*.mjs', 'apps/server/commands/**'],
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
      'no-console': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    ...ts.configs.disableTypeChecked,
    languageOptions: {
      ...ts.configs.disableTypeChecked.languageOptions,
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
        AbortSignal: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
      },
    },
  },
);
