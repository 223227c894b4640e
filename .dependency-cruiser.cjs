/** Who may import whom: ARCHITECTURE.md draws these arrows, this file enforces them. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: {
    path: '^(contracts|domain|workflows|activities|store|worker|api|platform|scripts|test)/',
    pathNot: allowed,
  },
});
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    only(
      'contracts-stand-alone',
      '^contracts/',
      '^contracts/',
      'Contracts are the ground: they import nothing of ours.',
    ),
    only(
      'domain-is-pure',
      '^domain/',
      '^(domain|contracts)/',
      'Rules know contracts (as types) and each other.',
    ),
    only(
      'workflows-know-rules',
      '^workflows/',
      '^(workflows|domain|contracts|activities)/',
      'Stories know rules.',
    ),
    {
      name: 'types-only-in-the-sandbox',
      comment:
        'A value import of zod grew the workflow bundle from 1.6 to 4.2 MB and CPU per workflow fourfold.',
      severity: 'error',
      from: { path: '^(domain|workflows)/' },
      to: { path: '^(contracts|activities)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-zod-in-the-sandbox',
      severity: 'error',
      from: { path: '^(domain|workflows)/' },
      to: { path: 'node_modules/(zod|mongodb|express|@temporalio/(client|worker|activity))/' },
    },
    {
      name: 'domain-without-temporal',
      severity: 'error',
      from: { path: '^domain/' },
      to: { path: 'node_modules/@temporalio' },
    },
    only(
      'store-knows-rules',
      '^store/',
      '^(store|domain|contracts|platform)/',
      'The store keeps what the rules decided.',
    ),
    only('activities-touch-the-world', '^activities/', '^(activities|store|domain|contracts|platform)/', ''),
    only(
      'api-never-imports-a-story',
      '^api/',
      '^(api|store|domain|contracts|platform)/|^workflows/.*messages',
      'The API knows messages, never the workflow code.',
    ),
    only('worker-wires', '^worker/', '^(worker|workflows|activities|store|domain|contracts|platform)/', ''),
    only('platform-stands-below', '^platform/', '^(platform|contracts)/', ''),
    { name: 'no-test-in-product', severity: 'error', from: { pathNot: '^test/' }, to: { path: '^test/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    exclude: { path: '^(dist|node_modules/.*)$' },
  },
};
