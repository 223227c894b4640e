import { randomUUID } from 'node:crypto';
import type { CommandStartedEvent } from 'mongodb';
import { MongoClient } from 'mongodb';
import { listPage, type PageQuery } from '../../store/listing';

interface Item {
  _id: string;
  roundId: string;
  stage: string;
  number: string;
  score: number | null;
  terms: string[];
}

const ITEMS: Item[] = Array.from({ length: 60 }, (_, index) => ({
  _id: `prj_${String(index).padStart(2, '0')}`,
  roundId: `rnd_${index % 2}`,
  stage: index % 3 === 0 ? 'review' : 'decision',
  number: `N${60 - index}`,
  score: index % 4 === 0 ? null : index % 7,
  terms: ['心理', ...(index % 5 === 0 ? ['陪伴', 'visit'] : [])],
}));

describe('a page of a list', () => {
  let client: MongoClient;
  const started: CommandStartedEvent[] = [];
  beforeAll(async () => {
    client = await MongoClient.connect(process.env.TEST_MONGODB_URI ?? '', { monitorCommands: true });
    client.on('commandStarted', (event) => started.push(event));
    await items().insertMany(ITEMS);
  });
  afterAll(async () => {
    await client.db(database).dropDatabase();
    await client.close();
  });
  const database = `listing_${randomUUID().slice(0, 8)}`;
  const items = () => client.db(database).collection<Item>('items');

  async function readAll(query: Omit<PageQuery, 'limit'>): Promise<string[]> {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listPage(items(), { ...query, limit: 7, cursor });
      ids.push(...page.items.map(({ _id }) => _id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return ids;
  }
  const idsOf = (holds: (item: Item) => boolean): string[] => ITEMS.filter(holds).map(({ _id }) => _id);

  it.each([
    ['no filter', {}, [], () => true],
    [
      'a round and a stage',
      { roundId: 'rnd_1', stage: 'review' },
      [],
      (item: Item) => item.roundId === 'rnd_1' && item.stage === 'review',
    ],
    [
      'a search within a round',
      { roundId: 'rnd_0' },
      ['心理', '陪伴'],
      (item: Item) => item.roundId === 'rnd_0' && item.terms.includes('陪伴'),
    ],
    ['a search by one term', {}, ['陪伴'], (item: Item) => item.terms.includes('陪伴')],
    ['two conditions on one field', { $and: [{ stage: 'review' }, { stage: 'decision' }] }, [], () => false],
    [
      'ways of which one has to hold',
      { stage: 'review', $or: [{ roundId: 'rnd_0' }, { number: 'N60' }] },
      [],
      (item: Item) => item.stage === 'review' && (item.roundId === 'rnd_0' || item.number === 'N60'),
    ],
    ['an only way', { $or: [{ roundId: 'rnd_1' }] }, [], (item: Item) => item.roundId === 'rnd_1'],
  ])('holds what matches, page by page and counted, with %s', async (_name, filter, terms, holds) => {
    expect(await readAll({ filter, terms })).toEqual(idsOf(holds));
    expect(await readAll({ filter, terms, descending: true })).toEqual(idsOf(holds).reverse());
    const { total } = await listPage(items(), { filter, terms, limit: 1, count: true });
    expect(total).toBe(idsOf(holds).length);
  });

  it.each([true, false])(
    'goes by a field that some lack, descending %s, leaving none out',
    async (descending) => {
      const ids = await readAll({ filter: { roundId: 'rnd_0' }, sort: 'score', descending });
      expect(new Set(ids).size).toBe(30);
      expect(ids).toHaveLength(30);
    },
  );

  it.each([
    [{ roundId: 'rnd_0', stage: 'review' }, ['心理'], { roundId: 'rnd_0', stage: 'review' }],
    [{ $or: [{ organizationId: 'org_1' }], roundId: undefined }, [], { organizationId: 'org_1' }],
    [{ phase: { $ne: 'draft' } }, ['心理', 'visit'], { terms: 'visit' }],
  ])('enters the index by one condition alone: %j %j', async (filter, terms, lead) => {
    const given = JSON.parse(JSON.stringify(filter)) as Record<string, unknown>;
    started.length = 0;
    await listPage(items(), { filter: given, terms, limit: 5 });
    expect(started).toHaveLength(1);
    expect(started[0]?.command.pipeline[0]).toEqual({ $match: lead });
  });
});
