import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import type { AggregateKind } from '../../contracts/fact';
import { fromHistoryJson } from '../../scripts/export-history/history-json';
import { entryId, type StoredEntry } from '../../store/ledger.repository';
import { viewsOf } from '../../store/views.repository';
import { openRound, submitProject, type OpenRound } from '../factories/api-round';
import { TestApi } from '../factories/api-server';
import { productionEnvironment, start, type Outcome } from './product.process';

let api: TestApi;
let round: OpenRound;
let projectId: string;
let env: Record<string, string>;
let folder: string;

beforeAll(async () => {
  api = await TestApi.start();
  round = await openRound(api);
  projectId = await submitProject(api, round);
  const { mongodbDatabase, taskQueue } = api.deps.config;
  env = { ...(await productionEnvironment()), MONGODB_DATABASE: mongodbDatabase, TASK_QUEUE: taskQueue };
  folder = mkdtempSync(join(tmpdir(), 'yichuang-proof-'));
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await api.close();
});

const run = (name: string, ...words: string[]): Promise<Outcome> =>
  start(process.execPath, [join(process.env['TEST_DIST'] ?? '', 'scripts', `${name}.js`), ...words], env)
    .ended;

/** Changes one document of a collection, and puts it back as it was. */
async function whileChanged<Result>(
  collection: string,
  id: string,
  change: Record<string, unknown>,
  then: () => Promise<Result>,
): Promise<Result> {
  const documents = api.deps.store.db.collection<{ _id: string }>(collection);
  const whole = await documents.findOne({ _id: id });
  await documents.updateOne({ _id: id }, { $set: change });
  try {
    return await then();
  } finally {
    if (whole) await documents.replaceOne({ _id: id }, whole);
  }
}

describe('verify-audit', () => {
  it('ends with 0 and the number of facts where every ledger is sound', async () => {
    const facts = await api.deps.store.db.collection('ledger').countDocuments();
    const { code, output } = await run('verify-audit');
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining(`${facts} facts`) });
  });

  it('ends with 1 and names the fact of which one byte was changed', async () => {
    const id = entryId(projectId, 1);
    const entry = await api.deps.store.db.collection<StoredEntry>('ledger').findOne({ _id: id });
    const at = (entry?.at ?? '').replace(
      /\d(Z|\+)/,
      (text) => (text.startsWith('0') ? '1' : '0') + text.slice(1),
    );
    const { code, output } = await whileChanged('ledger', id, { at }, () => run('verify-audit'));
    expect(code).toBe(1);
    expect(output).toContain(`✗ ${projectId} #1 ${entry?.type}: `);
    expect(output).toContain('1 faults');
  });
});

describe('rebuild', () => {
  it('only compares with --check: ends with 1, names the field, changes nothing', async () => {
    const change = { stage: 'closed' };
    const checked = () => run('rebuild', '--check');
    const { code, output } = await whileChanged('projects', projectId, change, async () => {
      const outcome = await checked();
      expect(await viewsOf(api.deps.store, 'project').findOne({ _id: projectId })).toMatchObject(change);
      return outcome;
    });
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`✗ project ${projectId} .*: stage`));
    expect(await checked()).toMatchObject({ code: 0 });
  });

  it('writes what differs anew, and ends with 0', async () => {
    const projects = viewsOf(api.deps.store, 'project');
    const before = await projects.findOne({ _id: projectId });
    await projects.updateOne({ _id: projectId }, { $set: { stage: 'closed' } });
    expect(await run('rebuild')).toMatchObject({ code: 0 });
    expect(await projects.findOne({ _id: projectId })).toEqual(before);
  });

  it('says how it is used when it is asked for something else, and does nothing', async () => {
    const { code, output } = await run('rebuild', '--chek');
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('usage: npm run rebuild') });
  });
});

describe('reconcile', () => {
  const kinds: AggregateKind[] = ['fund', 'round', 'project'];

  it('ends with 0 where workflows, read models and promises agree', async () => {
    const { code, output } = await run('reconcile');
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringContaining(`${kinds.length} open workflows, 1 rounds`),
    });
  });

  it('names a read model that is behind its workflow', async () => {
    const change = { version: 0 };
    const { code, output } = await whileChanged('projects', projectId, change, () => run('reconcile'));
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`stale\\] project ${projectId}`));
  });

  it('names a read model whose workflow is gone', async () => {
    const lost = `prj_${randomUUID().replaceAll('-', '').slice(0, 26)}`;
    const projects = viewsOf(api.deps.store, 'project');
    const known = await projects.findOne({ _id: projectId });
    await projects.insertOne({ ...known, _id: lost, version: 1 });
    const { code, output } = await run('reconcile');
    await projects.deleteOne({ _id: lost });
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`lost\\] project ${lost}`));
  });

  it('names a round that holds what its fund does not', async () => {
    const change = { phase: 'decided', decision: { decisionId: 'dec_x', totals: [], delivered: true } };
    const withPool = { ...change, [`pool.${round.fundId}`]: 700 };
    const { code, output } = await whileChanged('rounds', round.roundId, withPool, () => run('reconcile'));
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`disagreeing\\] round ${round.roundId}: .* 700`));
  });
});

describe('export-history', () => {
  it('writes a history that replays', async () => {
    const file = join(folder, 'project.json');
    const outcome = await run('export-history', `project:${projectId}`, file);
    expect(outcome).toMatchObject({ code: 0, output: `✓ ${file}\n` });
    const history = fromHistoryJson(readFileSync(file, 'utf8'));
    const codePath = join(process.env['TEST_DIST'] ?? '', 'workflow-bundle.js');
    await Worker.runReplayHistory({ workflowBundle: { codePath } }, history, `project:${projectId}`);
  });

  it('says which workflow there is not, and writes nothing', async () => {
    const file = join(folder, 'none.json');
    const { code, output } = await run('export-history', 'project:prj_none', file);
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringContaining('There is no workflow project:prj_none'),
    });
    expect(existsSync(file)).toBe(false);
  });
});
