/** One project a kind of test, so that `npm test -- review` can pick by file name and each kind has its own limits. */
const transform = {
  '^.+\\.[cm]?[jt]s$': [
    '@swc/jest',
    { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
  ],
};
const project = (name, extra = {}) => ({
  displayName: name,
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  transform,
  ...extra,
});

module.exports = {
  testTimeout: 60_000,
  projects: ['unit', 'property', 'store', 'workflow', 'api', 'replay', 'cost', 'deploy', 'durability'].map((name) =>
    project(name),
  ),
};
