/** One project a kind of test, so that `npm test -- review` can pick by file name and each kind has its own limits. */
const transform = {
  '^.+\\.[cm]?[jt]s$': [
    '@swc/jest',
    { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
  ],
};

/** Jest runs a project's set-up only when a test of it was selected, so a run of unit tests starts no server. */
const needs = (name) => ({
  globalSetup: `<rootDir>/test/setup/${name}.setup.mjs`,
  globalTeardown: '<rootDir>/test/setup/teardown.mjs',
});

const KINDS = {
  unit: {},
  property: {},
  store: needs('store'),
  workflow: needs('whole'),
  api: needs('whole'),
  replay: needs('replay'),
  cost: needs('whole'),
  deploy: needs('whole'),
  // Its tests bring up servers of their own, to be able to kill them.
  durability: needs('replay'),
};

module.exports = {
  testTimeout: 60_000,
  projects: Object.entries(KINDS).map(([name, extra]) => ({
    displayName: name,
    rootDir: __dirname,
    testEnvironment: 'node',
    testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
    transform,
    ...extra,
  })),
};
