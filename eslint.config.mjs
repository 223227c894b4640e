import tseslint from 'typescript-eslint';

const noClock = [
  {
    selector: "NewExpression[callee.name='Date']",
    message: 'No clock here: take `now` as an argument (domain/instant).',
  },
  {
    selector: "MemberExpression[object.name='Date']",
    message: 'No clock here: take `now` as an argument (domain/instant).',
  },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Not deterministic.' },
];
const noRoundedMoney = {
  selector:
    "CallExpression[callee.object.name='Math'][callee.property.name=/^(round|floor|ceil|trunc)$/] Identifier[name=/Fen$|amount/i]",
  message: 'Money is divided by splitFen or mulDivFen only, so that no fen is lost (domain/money).',
};

export default tseslint.config(
  { ignores: ['dist/**', '.data/**', '.cache/**', 'node_modules/**', 'web/**', 'artifacts/**'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      'no-console': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 10],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'no-restricted-syntax': ['error', noRoundedMoney],
    },
  },
  {
    files: ['domain/**/*.ts', 'workflows/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', noRoundedMoney, ...noClock],
      'no-restricted-globals': ['error', 'setTimeout', 'setInterval', 'fetch', 'process', 'Buffer'],
    },
  },
  {
    files: ['domain/**/*.ts'],
    rules: { complexity: ['error', 8] },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  { files: ['**/*.mjs', '**/*.cjs'], extends: [tseslint.configs.disableTypeChecked] },
);
