import type { LedgerEntry } from '../../contracts/fact';
import { hashEntry } from '../../store/chain';
import { openRound, submitProject, type OpenRound } from '../factories/api-round';
import { TestApi, type Person } from '../factories/api-server';

const CHECKS = { standing: true, registration: true, noDoubleFunding: true, documents: true };

let api: TestApi;
let round: OpenRound;
let projectId: string;

beforeAll(async () => {
  api = await TestApi.start();
  round = await openRound(api);
  projectId = await submitProject(api, round);
  const reviewers = [];
  for (let serial = 0; serial < 5; serial += 1) reviewers.push((await api.person(['reviewer'])).userId);
  const panel = { stageKey: 'desk', reviewerIds: reviewers, chairId: reviewers[0] };
  await api.post(`/rounds/${round.roundId}/panels`, panel, round.manager);
  await api.post(
    `/projects/${projectId}/screening`,
    { outcome: 'pass', checklist: CHECKS, reasons: '' },
    round.manager,
  );
});
afterAll(() => api?.close());

type Shown = LedgerEntry & { sealed: boolean };

/** The facts that a person sees, once the panel is assigned. */
async function readFacts(reader: Person): Promise<Shown[]> {
  for (;;) {
    const { body } = await api.get(`/projects/${projectId}/history`, reader);
    if (body.items.some(({ type }: Shown) => type === 'panelAssigned')) return body.items;
  }
}

const rehash = ({ hash: _hash, sealed: _sealed, ...entry }: Shown): string => hashEntry(entry);

describe("a project's history", () => {
  it('holds everything that the hash of each fact covers, so that its reader can reckon it again', async () => {
    const facts = await readFacts(round.manager);
    expect(facts.map(rehash)).toEqual(facts.map(({ hash }) => hash));
    expect(facts.slice(1).map(({ prevHash }) => prevHash)).toEqual(
      facts.slice(0, -1).map(({ hash }) => hash),
    );
  });

  it('names neither the actor nor the command of a fact that is sealed, and keeps its place in the chain', async () => {
    const sealed = (await readFacts(round.applicant)).filter((fact) => fact.sealed);
    expect(sealed).toMatchObject([
      { type: 'panelAssigned', actor: { userId: 'sealed' }, commandId: null, aggregateId: projectId },
    ]);
  });
});
