import { MongoClient, type Document } from 'mongodb';
import { queryTerms } from '../../domain/text';
import { listPage, type PageQuery } from '../../store/listing';
import { toDocument } from '../../store/views.repository';
import { openTestStore, type TestStore } from '../factories/test-store';

type Item = Document & { _id: string };

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
  await items().insertMany(
    // Scores repeat, and every third has none: ties and nothings on both sides of every page's end.
    Array.from({ length: 20 }, (_, index) => ({
      _id: `itm_${String(index).padStart(2, '0')}`,
      roundId: index < 17 ? 'rnd_1' : 'rnd_2',
      score: index % 3 === 0 ? null : index % 4,
    })),
  );
}, 60_000);
afterAll(() => store.close());

const items = () => store.db.collection<Item>('items');
const ROUND: Pick<PageQuery, 'filter'> = { filter: { roundId: 'rnd_1' } };

/** Every id of a list, page after page. */
async function readThrough(query: Omit<PageQuery, 'limit'>, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await listPage(items(), { ...query, limit, ...(cursor ? { cursor } : {}) });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    ids.push(...page.items.map(({ _id }) => _id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return ids;
}

describe('a list read page by page', () => {
  it.each([
    ['by id', '_id', false],
    ['by id, downwards', '_id', true],
    ['by a field with ties and nothings', 'score', false],
    ['by a field with ties and nothings, downwards', 'score', true],
  ])('shows everything once and in the order of one long page, %s', async (_title, sort, descending) => {
    const query = { ...ROUND, sort, descending };
    const whole = await readThrough(query, 100);
    expect(whole).toHaveLength(17);
    for (const limit of [1, 2, 3, 5, 17]) expect(await readThrough(query, limit)).toEqual(whole);
  });

  it('counts all that fit, whatever the page', async () => {
    const first = await listPage(items(), { ...ROUND, limit: 5, count: true });
    const cursor = first.nextCursor ?? '';
    expect(first.total).toBe(17);
    expect(await listPage(items(), { ...ROUND, limit: 5, count: true, cursor })).toMatchObject({ total: 17 });
  });

  it('shows nobody twice when others come in between', async () => {
    const first = await listPage(items(), { ...ROUND, limit: 10 });
    await items().insertOne({ _id: 'itm_00a', roundId: 'rnd_1', score: 0 });
    const cursor = first.nextCursor ?? '';
    const second = await listPage(items(), { ...ROUND, limit: 10, cursor });
    await items().deleteOne({ _id: 'itm_00a' });
    const ids = [...first.items, ...second.items].map(({ _id }) => _id);
    expect(new Set(ids).size).toBe(17);
  });

  it.each(['', 'x', 'bnVsbA', Buffer.from('{"at":{"$gt":""},"id":"a"}').toString('base64url')])(
    'refuses a cursor that is none of ours: "%s"',
    async (cursor) => {
      await expect(listPage(items(), { ...ROUND, limit: 5, cursor })).rejects.toMatchObject({
        code: 'CURSOR_INVALID',
      });
    },
  );
});

describe('what a page costs', () => {
  it.each([
    [false, 1],
    [true, 2],
  ])('is as many queries for 17 as for 1 (with the total: %s)', async (count, expected) => {
    const commands: string[] = [];
    const client = new MongoClient(store.uri, { monitorCommands: true });
    client.on('commandStarted', ({ commandName }) => commands.push(commandName));
    const watched = client.db(store.database).collection<Item>('items');
    for (const limit of [1, 5, 17]) {
      commands.length = 0;
      await listPage(watched, { ...ROUND, sort: 'score', limit, count });
      expect(commands.filter((name) => ['find', 'aggregate', 'getMore'].includes(name))).toHaveLength(
        expected,
      );
    }
    await client.close();
  });
});

describe('a search', () => {
  const titles = ['敲门送餐日（演示）', '社区 Repair Café 互助', 'ＡＢＣ青少年篮球', '老人送药'];
  const find = async (question: string): Promise<string[]> => {
    const found = await listPage(store.db.collection<Item>('organizations'), {
      filter: {},
      terms: queryTerms(question),
      limit: 10,
    });
    return found.items.map((item) => String(item['name']));
  };
  beforeAll(async () => {
    const documents = titles.map((name, index) =>
      toDocument('organization', { id: `org_${index}`, version: 1, name }),
    );
    await store.db.collection<Item>('organizations').insertMany(documents);
  });

  it.each([
    ['送餐', [titles[0]]],
    ['送', [titles[0], titles[3]]],
    ['repair', [titles[1]]],
    ['CAFÉ 互助', [titles[1]]],
    ['abc', [titles[2]]],
    ['送餐 篮球', []],
    ['餐送', []],
  ])('for %s finds what holds it, and only that', async (question, expected) => {
    expect(await find(question)).toEqual(expected);
  });
});
