import { setTimeout as sleep } from 'node:timers/promises';
import { openRound, submitProject, type OpenRound } from '../factories/api-round';
import { TestApi } from '../factories/api-server';

let api: TestApi;
let round: OpenRound;

beforeAll(async () => {
  api = await TestApi.start();
  round = await openRound(api);
});
afterAll(() => api?.close());

const DAYS = { notice: '测试通知〔2026〕1 号', off: ['01-01'], work: ['01-03'] };
const put = (year: string, body: object, as = round.admin) =>
  api.request('PUT', `/calendar/years/${year}`, { body, as });

/** Polls what changes a moment later. */
async function eventually<Value>(
  read: () => Promise<Value>,
  holds: (value: Value) => boolean,
): Promise<Value> {
  for (let tries = 0; ; tries += 1) {
    const value = await read();
    if (holds(value) || tries === 100) return value;
    await sleep(50);
  }
}

test('the calendar in force shows each year with its notice, to everybody who is signed in', async () => {
  const { status, body } = await api.get('/calendar', round.applicant);
  expect(status).toBe(200);
  const known = body.years.find(({ year }: { year: string }) => year === '2026');
  expect(known).toMatchObject({ imported: false, notice: expect.stringContaining('国办发明电') });
});

test('a year is imported by an administrator and by nobody else', async () => {
  expect((await put('2031', DAYS, round.manager)).status).toBe(403);
  const { status, body } = await put('2031', DAYS);
  expect(status).toBe(200);
  expect(body.years.at(-1)).toEqual({ year: '2031', imported: true, ...DAYS });
});

test('the same year again changes nothing; another notice for it is another version', async () => {
  const { body: first } = await put('2032', DAYS);
  const { body: again } = await put('2032', DAYS);
  expect(again.version).toBe(first.version);
  const { body: corrected } = await put('2032', { ...DAYS, off: ['01-01', '01-02'] });
  expect(corrected.version).toBe(first.version + 1);
});

test.each([
  ['a day that the year does not have', { ...DAYS, off: ['02-30'] }],
  ['a day that is listed twice', { ...DAYS, work: ['01-01'] }],
  ['no list of days', { notice: '' }],
])('%s is refused with its place', async (_name, body) => {
  const answer = await put('2033', body);
  expect(answer.status).toBe(400);
  expect(answer.body.errors.length).toBeGreaterThan(0);
});

test('a round that is under way adopts the year on its own ledger, and goes on', async () => {
  const projectId = await submitProject(api, round);
  await put('2034', DAYS);
  const read = async () => {
    const { body } = await api.get(`/rounds/${round.roundId}/history`, round.admin);
    return body.items.map(({ type }: { type: string }) => type) as string[];
  };
  const types = await eventually(read, (facts) => facts.at(-1) === 'fanOutFinished');
  expect(types).toContain('calendarAdopted');
  const checklist = { standing: true, registration: true, noDoubleFunding: true, documents: true };
  const { body } = await api.post(
    `/projects/${projectId}/screening`,
    { outcome: 'pass', checklist },
    round.manager,
  );
  expect(body.stage).toBe('review');
});
