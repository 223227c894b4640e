import { done } from '../factories/api-play';
import { buildForm, joinRound, openRound, submitProject, type OpenRound } from '../factories/api-round';
import { TestApi, type Answer } from '../factories/api-server';

let api: TestApi;
let round: OpenRound;

beforeAll(async () => {
  api = await TestApi.start();
  round = await openRound(api);
});
afterAll(() => api?.close());

const idsIn = ({ body }: Answer): string[] => body.items.map(({ id }: { id: string }) => id);
describe('a list', () => {
  let funder: OpenRound;
  let ids: string[];

  beforeAll(async () => {
    funder = await openRound(api, { creditCode: '53310110TTTT00030J' });
    ids = [];
    for (const [index, title] of ['晨曦读书会', '晨光助餐', 'Sunrise Choir'].entries()) {
      const other = await joinRound(api, funder, `列表社${index}`);
      ids.push(await submitProject(api, other, { ...buildForm(), title, summary: `${title}，服务长者。` }));
    }
  });

  const list = (query: string, as = funder.manager) =>
    api.get(`/projects?roundId=${funder.roundId}&${query}`, as);

  it('comes in pages by cursor, all of them, each once, and ends', async () => {
    const first = await list('limit=2&count=true');
    expect(first.body.total).toBe(3);
    const second = await list(`limit=2&cursor=${first.body.nextCursor}&count=true`);
    expect([...idsIn(first), ...idsIn(second)]).toEqual([...ids].sort());
    expect(second.body).toMatchObject({ nextCursor: null, total: 3 });
  });

  it('past its end is empty and no fault', async () => {
    const first = await list('limit=2');
    const beyond = Buffer.from(JSON.stringify({ at: 'prj_zzz', id: 'prj_zzzz' })).toString('base64url');
    expect(first.body.nextCursor).not.toBeNull();
    expect((await list(`cursor=${beyond}`)).body).toEqual({ items: [], nextCursor: null });
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'cursor=!!!', 'sort=password', 'nobody=1'])(
    'refuses %s',
    async (query) => {
      expect((await list(query)).status).toBe(400);
    },
  );

  it('holds 50 where nothing is said, and 200 at most', async () => {
    expect((await list('limit=200')).status).toBe(200);
  });

  it.each([
    ['晨', 2],
    ['晨曦', 1],
    ['长者', 3],
    ['sunrise', 1],
    ['SUNRISE choir', 1],
    ['没有的词', 0],
    ['!?', 0],
  ])('finds by full text, in Chinese and in Latin: %s', async (q, count) => {
    expect(idsIn(await list(`q=${encodeURIComponent(q)}`))).toHaveLength(count);
  });

  it('filters by the name of a field', async () => {
    const { body } = await api.get(`/projects/${ids[0]}`, funder.manager);
    expect(idsIn(await list(`organizationId=${body.organizationId}`))).toEqual([ids[0]]);
    expect(idsIn(await list('stage=screening'))).toHaveLength(3);
    expect(idsIn(await list('stage=review'))).toEqual([]);
    expect(idsIn(await list('categories=elderly-children'))).toHaveLength(3);
  });

  it('sorts both ways', async () => {
    const up = idsIn(await list('sort=number'));
    expect(idsIn(await list('sort=-number'))).toEqual([...up].reverse());
  });

  it('of people is filtered by role and searched by name', async () => {
    const { body } = await api.get('/users?role=finance&limit=1&count=true', round.admin);
    expect(body.items[0].roles).toContain('finance');
    expect(body.total).toBeGreaterThan(1);
    const found = await api.get(`/users?q=${encodeURIComponent(round.finance.identifier)}`, round.admin);
    expect(idsIn(found)).toEqual([round.finance.userId]);
  });

  it('of facts has pages, a total and kinds as any other', async () => {
    const path = `/rounds/${funder.roundId}/history`;
    const first = await done(api.get(`${path}?limit=1&count=true`, funder.manager));
    expect(first).toMatchObject({ items: [{ seq: 1, type: 'roundCreated' }], total: 2 });
    const second = await done(api.get(`${path}?limit=1&cursor=${first.nextCursor}`, funder.manager));
    expect(second).toMatchObject({ items: [{ seq: 2, prevHash: first.items[0].hash }], nextCursor: null });
    const published = await done(api.get(`${path}?type=roundPublished`, funder.manager));
    expect(published.items).toHaveLength(1);
  });

  it('of duties has pages and a total, soonest first', async () => {
    const all = await done(api.get('/me/tasks?kind=screen&count=true', funder.manager));
    expect(all.total).toBeGreaterThanOrEqual(3);
    const first = await done(api.get('/me/tasks?kind=screen&limit=1', funder.manager));
    const second = await done(
      api.get(`/me/tasks?kind=screen&limit=1&cursor=${first.nextCursor}`, funder.manager),
    );
    expect([first.items[0], second.items[0]]).toEqual(all.items.slice(0, 2));
    expect(first.items[0].id).toMatch(/^tsk_/);
  });
});
