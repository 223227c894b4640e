import { createHash, randomUUID } from 'node:crypto';
import { signCallback } from '../../api/http/callback-signature';
import * as play from '../factories/api-play';
import {
  joinRound,
  LIGHT_GRANT,
  openRound,
  submitProject,
  yuan,
  type OpenRound,
} from '../factories/api-round';
import { TestApi, type Answer, type Person } from '../factories/api-server';

/** A round of five projects, decided at once; each test then takes the project that its name says. */
const NAMES = ['dismissed', 'upheld', 'declines', 'terminates', 'waits', 'next'] as const;
type Name = (typeof NAMES)[number];
const AWARD = 3_000_000;

let api: TestApi;
let round: OpenRound;
let funder: Person;
let reviewer: Person;
const entries = {} as Record<Name, OpenRound>;
const ids = {} as Record<Name, string>;

const objection = { name: '李某某（演示）', contact: '13900001234', statement: '与已资助项目重复。' };
const object = (name: Name) => api.post(`/public/projects/${ids[name]}/objections`, objection);
const answer = (name: Name, objectionId: string, outcome: string) =>
  api.post(
    `/projects/${ids[name]}/objections/${objectionId}/answer`,
    { outcome, reason: '经核查' },
    round.manager,
  );
const filed = {} as Record<Name, string>;

beforeAll(async () => {
  api = await TestApi.start();
  round = await openRound(api, { definition: LIGHT_GRANT });
  [funder, reviewer] = [await api.person(['admin']), await api.person(['reviewer'])];
  for (const { key } of [...LIGHT_GRANT.reviews, ...LIGHT_GRANT.evaluations])
    await play.formPanel(api, round, key, { members: [reviewer] });
  for (const name of NAMES) {
    entries[name] = await joinRound(api, round, `决定后 ${name}`);
    ids[name] = await submitProject(api, entries[name], {
      contact: { name: '王小明', phone: '13812345678' },
    });
    await play.screen(api, round, ids[name]);
    await play.review(api, round, [ids[name], 'desk'], [reviewer]);
  }
  await play.closeCall(api, round);
  const awarded: Name[] = ['dismissed', 'upheld', 'declines', 'terminates'];
  await play.decide(api, round, Object.fromEntries(awarded.map((name) => [ids[name], AWARD])), [
    ids.waits,
    ids.next,
  ]);
  for (const name of ['dismissed', 'upheld'] as const) {
    await play.untilStage(api, round, ids[name], 'notice');
    filed[name] = (await play.done(object(name))).id;
  }
}, 180_000);
afterAll(() => api?.close());

const reads = (name: Name, reader = round.manager) => play.done(api.get(`/projects/${ids[name]}`, reader));

describe('an objection in the notice period', () => {
  it('is public by its place alone: nobody but who answers it learns who made it', async () => {
    for (const reader of [entries.upheld.applicant, round.finance])
      expect(JSON.stringify(await reads('upheld', reader))).not.toMatch(/李某某|13900001234/);
    const history = await play.done(api.get(`/projects/${ids.upheld}/history?limit=200`, round.manager));
    expect(JSON.stringify(history)).not.toMatch(/李某某|13900001234/);
    const { items } = await play.done(api.get(`/projects/${ids.upheld}/objections`, round.manager));
    expect(items).toMatchObject([
      { id: filed.upheld, person: { name: objection.name, contact: objection.contact } },
    ]);
    expect((await api.get(`/projects/${ids.upheld}/objections`, entries.upheld.applicant)).status).toBe(403);
  });

  it('holds the notice open until it is answered; dismissed, the project goes on to its signing', async () => {
    expect(await reads('dismissed')).toMatchObject({ stage: 'notice', objections: [{ outcome: null }] });
    await play.done(answer('dismissed', filed.dismissed, 'dismissed'));
    const again = await answer('dismissed', filed.dismissed, 'upheld');
    expect(again.body.code).toMatch(/^(OBJECTION_ANSWERED|ACTION_NOT_ALLOWED)$/);
    await play.untilStage(api, round, ids.dismissed, 'signing');
  });

  it('upheld, cancels the award, and the first on the waitlist is promoted', async () => {
    const cancelled = await play.done(answer('upheld', filed.upheld, 'upheld'));
    expect(cancelled).toMatchObject({ stage: 'rejected', endReason: '经核查' });
    const promoted = await play.untilProject(api, round, ids.waits, ({ stage }) => stage !== 'waitlisted');
    expect(promoted.award).toMatchObject({ amount: yuan(30_000) });
  });

  it('is refused where there is no notice, and where there is no award', async () => {
    await play.untilStage(api, round, ids.dismissed, 'signing');
    const late = await object('dismissed');
    expect([late.status, late.body]).toMatchObject([409, { code: 'ACTION_NOT_ALLOWED', stage: 'signing' }]);
    expect(
      (await api.post('/public/projects/prj_00000000000000000000000000/objections', objection)).status,
    ).toBe(404);
    const nameless = await api.post(`/public/projects/${ids.dismissed}/objections`, {
      ...objection,
      name: '',
    });
    expect([nameless.status, nameless.body.errors]).toMatchObject([400, [{ path: 'name' }]]);
  });
});

describe('an award that is declined', () => {
  it('is declined by the grantee alone, with a reason, and promotes the next', async () => {
    const decline = (as: Person, body: object = { reason: '人手不足' }) =>
      api.post(`/projects/${ids.declines}/agreement/decline`, body, as);
    expect((await decline(round.manager)).status).toBe(403);
    expect((await decline(entries.upheld.applicant)).status).toBe(404);
    expect((await decline(entries.declines.applicant, {})).status).toBe(400);
    expect((await play.done(decline(entries.declines.applicant))).stage).toBe('declined');
    await play.untilProject(api, round, ids.next, ({ award }) => award);
    const { promotions, waitlist } = await play.done(api.get(`/rounds/${round.roundId}`, round.manager));
    expect(promotions.map(({ projectId }: { projectId: string }) => projectId)).toEqual([
      ids.waits,
      ids.next,
    ]);
    expect(waitlist).toEqual([]);
  });
});

describe('an agreement', () => {
  it('is a PDF whose hash is what the parties sign, and anybody may verify', async () => {
    const { agreement } = await play.untilProject(
      api,
      round,
      ids.dismissed,
      (project) => project.agreement?.documentSha256,
    );
    expect(agreement.id).toMatch(/^agr_/);
    const pdf = await fetch(`${api.url}/api/v1/projects/${ids.dismissed}/agreement`, {
      headers: { accept: 'application/pdf', authorization: `Bearer ${entries.dismissed.applicant.token}` },
    });
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const bytes = Buffer.from(await pdf.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(agreement.documentSha256);
    for (const address of ['agreement/document', 'agreement.pdf'])
      expect(
        (await api.get(`/projects/${ids.dismissed}/${address}`, round.manager)).headers.get(
          'content-disposition',
        ),
      ).toMatch(/^attachment/);
    const known = await play.done(api.get(`/public/verify/${agreement.documentSha256}`));
    expect(known).toMatchObject({ known: true, document: { kind: 'agreement' } });
    expect((await play.done(api.get(`/public/verify/${'0'.repeat(64)}`))).known).toBe(false);
  });

  it('is signed by each party once, by one person for one party, over its own hash', async () => {
    const { agreement } = await reads('dismissed');
    const sign = (documentSha256: string, as: Person, party?: string) =>
      api.post(
        `/projects/${ids.dismissed}/agreement/sign`,
        { documentSha256, ...(party ? { party } : {}) },
        as,
      );
    const own = agreement.documentSha256;
    expect((await sign('f'.repeat(64), funder)).body.code).toBe('DOCUMENT_HASH_MISMATCH');
    expect((await sign(own, entries.dismissed.applicant, 'funder')).body.code).toBe('NOT_A_PARTY');
    expect((await sign(own, funder, 'funder')).status).toBe(200);
    expect((await sign(own, funder, 'operator')).body.code).toBe('DUTIES_EXCLUSIVE');
    expect((await sign(own, await api.person(['admin']), 'funder')).body.code).toBe('PARTY_SIGNED');
    expect((await sign(own, entries.upheld.applicant)).status).toBe(404);
  });
});

describe('a callback', () => {
  const seconds = (offset = 0) => String(Math.floor(Date.now() / 1000) + offset);
  function send(
    kind: string,
    body: object,
    { timestamp = seconds(), secret = api.callbackSecret } = {},
  ): Promise<Answer> {
    const raw = JSON.stringify(body);
    const signature = `sha256=${signCallback(secret, timestamp, raw)}`;
    const headers = {
      'content-type': 'application/json',
      'x-yichuang-timestamp': timestamp,
      'x-yichuang-signature': signature,
    };
    return api.request('POST', `/callbacks/${kind}`, { raw, headers });
  }
  const advice = (change: object = {}) => ({
    adviceId: randomUUID(),
    paymentId: 'pay_00000000000000000000000000',
    outcome: 'settled',
    bankReference: '演示 1',
    paidAt: '2026-03-10T15:00:00+08:00',
    ...change,
  });

  it.each([
    ['by another secret', { secret: 'another secret, long enough to be one' }],
    ['too long ago', { timestamp: seconds(-3_600) }],
    ['far in the future', { timestamp: seconds(3_600) }],
    ['at no time', { timestamp: 'now' }],
  ])('signed %s is refused', async (_name, how) => {
    const { status, body } = await send('payments', advice(), how);
    expect([status, body.code]).toEqual([401, 'SIGNATURE_INVALID']);
  });

  it('without a signature is refused', async () => {
    expect((await api.post('/callbacks/payments', advice())).status).toBe(401);
  });

  it('about a payment that nobody knows is recorded all the same, once', async () => {
    const message = advice();
    const first = await send('payments', message);
    expect([first.status, first.body]).toMatchObject([202, { adviceId: message.adviceId, passedOn: false }]);
    expect((await send('payments', message)).body).toEqual(first.body);
  });

  it('of a signing service signs for who is named, with their rights and no more', async () => {
    const { agreement } = await reads('dismissed');
    const signed = (signerId: string, party: string) =>
      send('signatures', {
        adviceId: randomUUID(),
        projectId: ids.dismissed,
        signerId,
        party,
        documentSha256: agreement.documentSha256,
      });
    await play.done(signed(reviewer.userId, 'operator'));
    await play.done(signed(round.manager.userId, 'operator'));
    await play.done(signed(entries.dismissed.applicant.userId, 'grantee'));
    const project = await play.untilStage(api, round, ids.dismissed, 'implementation');
    const signers = project.agreement.parties.map(({ signedBy }: { signedBy: string }) => signedBy);
    expect(signers).toEqual([funder.userId, round.manager.userId, entries.dismissed.applicant.userId]);
    const { items } = await play.done(
      api.get(`/projects/${ids.dismissed}/history?type=messageRefused`, round.manager),
    );
    expect(items).toMatchObject([{ data: { command: 'sign', code: 'NOT_A_PARTY' } }]);
  });

  it('of a bank confirms a payment that was approved; what says nothing new is on record too', async () => {
    const isDue = ({ tranches }: Answer['body']) => tranches[0]?.status === 'due';
    const { tranches } = await play.untilProject(api, round, ids.dismissed, isDue);
    const { paymentId } = tranches[0];
    await play.untilPayment(api, round, paymentId);
    const early = await send('payments', advice({ paymentId }));
    expect(early.body.passedOn).toBe(true);
    await play.done(api.post(`/payments/${paymentId}/approve`, {}, round.manager));
    await play.done(send('payments', advice({ paymentId, bankReference: '演示 2' })));
    const isPaid = (project: Answer['body']) => project.tranches[0]?.status === 'paid';
    await play.untilProject(api, round, ids.dismissed, isPaid);
    const payment = await play.done(api.get(`/payments/${paymentId}`, round.finance));
    expect(payment).toMatchObject({
      status: 'posted',
      bankReference: '演示 2',
      confirmedBy: 'callback:bank',
    });
    const approved = await api.post(`/payments/${paymentId}/approve`, {}, round.manager);
    expect([approved.status, approved.body]).toMatchObject([
      409,
      { code: 'PAYMENT_STATE', stage: 'posted', action: 'approve' },
    ]);
  });
});

describe('a payment', () => {
  it('is approved by one and confirmed by another, also where one holds both roles; sent back, it begins again', async () => {
    await play.untilStage(api, round, ids.terminates, 'signing');
    await play.sign(api, round, ids.terminates, [funder, round.manager, entries.terminates.applicant]);
    const isDue = ({ tranches }: Answer['body']) => tranches[0]?.status === 'due';
    const { tranches } = await play.untilProject(api, round, ids.terminates, isDue);
    const { paymentId } = tranches[0];
    await play.untilPayment(api, round, paymentId);
    const both = await api.person(['manager', 'finance']);
    const how = { bankReference: '演示 3', paidAt: '2026-03-10T15:00:00+08:00' };
    const step = (verb: string, body: object, as: Person) =>
      api.post(`/payments/${paymentId}/${verb}`, body, as);
    expect((await step('confirm', how, round.finance)).body.code).toBe('PAYMENT_STATE');
    await play.done(step('approve', {}, both));
    expect((await step('confirm', how, both)).body.code).toBe('DUTIES_EXCLUSIVE');
    const back = await play.done(step('reject', { reason: '户名不符' }, round.finance));
    expect(back).toMatchObject({ status: 'requested', rejections: [{ reason: '户名不符' }] });
    await play.done(step('approve', {}, both));
    await play.done(step('confirm', how, round.finance));
    await play.untilProject(api, round, ids.terminates, (project) => project.tranches[0].status === 'paid');
    const { items } = await play.done(
      api.get(`/projects/${ids.terminates}/payments`, entries.terminates.applicant),
    );
    expect(items).toMatchObject([
      { id: paymentId, amount: yuan(15_000), payeeOrganizationId: round.organizationId },
    ]);
  });
});

test.each([
  ['notice or signing', 'waits'],
  ['signing', 'next'],
] as const)('a promoted project may still be withdrawn from its %s (%s)', async (_stage, name) => {
  if (name === 'next') await play.untilStage(api, round, ids.next, 'signing');
  const withdrawn = await play.done(
    api.post(`/projects/${ids[name]}/withdraw`, { reason: '场地落空' }, entries[name].applicant),
  );
  expect(withdrawn).toMatchObject({ stage: 'withdrawn', allowed: [], deadlines: [] });
});

describe('a grant under way', () => {
  it('records activities, supervision and amendments, each by whose it is', async () => {
    const { applicant } = entries.dismissed;
    const supervisor = await api.person(['supervisor']);
    const address = `/projects/${ids.dismissed}`;
    const activity = { title: '送餐日', heldOn: '2026-06-06', place: '睦邻点', headcount: 32 };
    await play.done(api.post(`${address}/activities`, activity, applicant));
    await play.done(
      api.post(
        `${address}/supervision-notes`,
        { visitedOn: '2026-06-20', findings: '台账齐全。' },
        supervisor,
      ),
    );
    const changes = [{ field: 'budget.activities', before: '30000', after: '26000' }];
    const { amendments } = await play.done(
      api.post(`${address}/amendments`, { changes, reason: '场地免费' }, applicant),
    );
    const decide = (outcome: string) =>
      api.post(
        `${address}/amendments/${amendments[0].id}/decide`,
        { outcome, reason: '合理' },
        round.manager,
      );
    expect((await play.done(decide('approved'))).amendments).toMatchObject([{ status: 'approved' }]);
    expect((await decide('refused')).body.code).toBe('AMENDMENT_DECIDED');
    const listed = async (part: string) =>
      (await play.done(api.get(`${address}/${part}?count=true`, applicant))).items.map(
        ({ data }: { data: object }) => data,
      );
    expect(await listed('activities')).toMatchObject([activity]);
    expect(await listed('supervision-notes')).toMatchObject([{ findings: '台账齐全。' }]);
    expect(await listed('amendments')).toMatchObject([{ changes }, { outcome: 'approved' }]);
  });

  it('claims no more than was paid', async () => {
    const report = { narrative: '超支', spending: yuan(15_001) };
    const { status, body } = await api.post(
      `/projects/${ids.dismissed}/milestones/midterm/report`,
      report,
      entries.dismissed.applicant,
    );
    expect([status, body.code]).toEqual([422, 'CLAIM_EXCEEDS_PAID']);
  });

  it('that fails its evaluation and is terminated gives back what it owes, and the fund has it again', async () => {
    const failing = entries.terminates;
    await play.reachMilestone(api, failing, [ids.terminates, 'midterm'], 1_000_000);
    await play.evaluate(api, failing, [ids.terminates, 'midterm'], [reviewer], 0.4);
    const isFailed = ({ assessments }: Answer['body']) => assessments.at(-1).status === 'failed';
    const failed = await play.untilProject(api, round, ids.terminates, isFailed);
    expect(failed).toMatchObject({ stage: 'evaluation', tasks: [{ kind: 'decideFailedEvaluation' }] });
    const terminate = (clawback: object) =>
      api.post(
        `/projects/${ids.terminates}/terminate`,
        { reason: '中期评估不合格', clawback },
        round.manager,
      );
    expect((await terminate(yuan(15_001))).body.code).toBe('AMOUNT_TOO_LARGE');
    const terminated = await play.done(terminate(yuan(10_800)));
    expect(terminated).toMatchObject({ stage: 'terminated', money: { receivable: yuan(10_800) } });
    const give = (amount: object) =>
      api.post(
        `/projects/${ids.terminates}/returns`,
        { amount, bankReference: '退 1', receivedAt: '2026-09-01T10:00:00+08:00' },
        round.finance,
      );
    expect((await give(yuan(10_801))).body.code).toBe('AMOUNT_TOO_LARGE');
    expect((await play.done(give(yuan(10_800)))).money).toMatchObject({
      receivable: yuan(0),
      returned: yuan(10_800),
    });
    const isBack = ({ balances }: Answer['body']) => balances.returned.amount === 1_080_000;
    await play.until(() => play.done(api.get(`/funds/${round.fundId}`, round.finance)), isBack);
  });
});

describe('the public', () => {
  it.each(['rounds', 'notices', 'projects', 'funds'])(
    'reads %s without signing in, and nothing personal',
    async (part) => {
      const { status, body } = await api.get(`/public/${part}?count=true`);
      expect([status, body.total]).toEqual([200, body.items.length]);
      expect(JSON.stringify(body)).not.toMatch(/王小明|13812345678|李某某|13900001234|usr_/);
    },
  );

  it('reads which projects are funded, with what, and no other', async () => {
    const { items } = await play.done(api.get('/public/projects'));
    expect(items.map(({ id }: { id: string }) => id)).toEqual([ids.dismissed]);
    expect(items).toMatchObject([{ award: yuan(30_000), paid: yuan(15_000), stage: 'implementation' }]);
  });
});
