import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker, type ReplayResult } from '@temporalio/worker';
import { readHistories, type RecordedHistory } from './history-files';
import { STORIES } from './recorded-stories';

/**
 * Histories of every path, recorded on a real server, are replayed by today's workflows: a running project goes on under
 * a new release only if it asks Temporal for the same things in the same order. A failure means that a change needs
 * `patched` (CONTRIBUTING.md, "How to change a workflow safely"). New histories are recorded by
 * `node test/replay/record-histories.mjs [STORY …]`; old ones are never edited.
 */
const HISTORIES = readHistories(join(__dirname, 'histories'));
const BUNDLE = join(process.env.TEST_DIST ?? '', 'workflow-bundle.js');
async function replay(codePath: string, histories: RecordedHistory[]): Promise<ReplayResult[]> {
  const results: ReplayResult[] = [];
  const options = { workflowBundle: { codePath }, replayName: 'recorded' };
  for await (const result of Worker.runReplayHistories(options, histories)) results.push(result);
  return results;
}

beforeAll(() => {
  Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
});

describe('recorded histories', () => {
  it('are there for the main path and for each exception', () => {
    const recorded = HISTORIES.map(({ file }) => file.split('.')[0]);
    expect(Object.keys(STORIES).filter((path) => !recorded.includes(path))).toEqual([]);
  });

  it('hold both runs of what was continued as new', () => {
    for (const renewed of ['fund-renewed', 'project-renewed']) {
      const runs = HISTORIES.filter(({ file }) => file.startsWith(renewed));
      expect(runs.length).toBeGreaterThanOrEqual(2);
    }
  });

  it('say nothing of the machine they were recorded on', () => {
    const ofMachine = /\/(home|root|work|tmp|Users|var)\/|node_modules|\d+@\w/;
    const telling = HISTORIES.filter(({ file }) => {
      const text = readFileSync(join(__dirname, 'histories', file), 'utf8');
      const payloads = text.match(/"data":"[A-Za-z0-9+/=]+"/g) ?? [];
      const inside = payloads.map((data) => Buffer.from(data.slice(8, -1), 'base64').toString('utf8'));
      return [text, ...inside].some((content) => ofMachine.test(content));
    });
    expect(telling.map(({ file }) => file)).toEqual([]);
  });

  it('are replayed by the workflows of today without a difference', async () => {
    const results = await replay(BUNDLE, HISTORIES);
    const differences = results.flatMap(({ workflowId, error }) =>
      error ? [`${workflowId}: ${error.message}`] : [],
    );
    expect(differences).toEqual([]);
    expect(results).toHaveLength(HISTORIES.length);
  });

  it('do not pass by workflows that ask for something else first', async () => {
    const { code } = await bundleWorkflowCode({
      workflowsPath: join(__dirname, 'changed-workflows.ts'),
      logger: new DefaultLogger('ERROR', () => undefined),
    });
    const changed = HISTORIES.filter(({ workflowId }) => workflowId.startsWith('fund:'));
    const results: ReplayResult[] = [];
    for await (const result of Worker.runReplayHistories({ workflowBundle: { code } }, changed))
      results.push(result);
    expect(results.every(({ error }) => error?.name === 'DeterminismViolationError')).toBe(true);
    expect(results).not.toEqual([]);
  });
});
