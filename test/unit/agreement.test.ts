import { createHash } from 'node:crypto';
import { termsOf, type AgreementMatter } from '../../activities/agreement/agreement-terms';
import { renderAgreement } from '../../activities/agreement/render-agreement';
import { VENTURE_GRANT } from '../../domain/programmes/venture-grant';
import { beginProject } from '../../domain/project/project.state';
import { buildApplication } from '../factories/application.factory';
import { SECOND_PROGRAMME } from '../factories/second-programme';

const buildMatter = (overrides: Partial<AgreementMatter> = {}): AgreementMatter => ({
  project: {
    ...beginProject('prj_00000000000000000000000001'),
    number: 'YC-2026-0001-0001',
    stageSince: '2026-04-20T01:00:00.000Z',
    application: buildApplication({ title: '敲门送餐日（演示）' }),
    money: { awardFen: 4_200_001, paidFen: 0, acceptedFen: null, returnedFen: 0 },
  },
  definition: VENTURE_GRANT,
  roundName: '2026 年公益创投（演示）',
  grantee: { name: '银铃社工中心（演示）', number: '52440104TTTT000228' },
  hub: null,
  host: null,
  ...overrides,
});

const linesOf = (matter: AgreementMatter): string =>
  termsOf(matter)
    .sections.flatMap(({ lines }) => lines)
    .join('\n');

describe('the terms of an agreement', () => {
  it('name the amount in figures and in characters, and each tranche to the fen', () => {
    const { facts } = termsOf(buildMatter());
    expect(facts).toContainEqual(['资助金额 Amount', '¥42,000.01（人民币肆万贰仟元零壹分）']);
    const lines = linesOf(buildMatter());
    for (const amount of ['¥21,000.00（50%）', '¥16,800.00（40%）', '¥4,200.01（10%）'])
      expect(lines).toContain(amount);
  });

  it('take every number, party and condition from the programme', () => {
    const matter = buildMatter({
      definition: SECOND_PROGRAMME,
      host: { name: '晴塘社区（演示）', number: '' },
    });
    const terms = termsOf(matter);
    expect(terms.signatures).toEqual([
      '资助方 Funder',
      '承办方 Operator',
      '实施单位 Grantee',
      '落地社区 Host',
    ]);
    expect(linesOf(matter)).toContain('（70%），在协议签署后 10 个工作日内拨付');
    expect(linesOf(matter)).toContain('70 分及以上为合格');
    expect(linesOf(matter)).not.toContain('审计');
  });

  it('name the hub that receives the money of a filed group', () => {
    const hub = { name: '晴塘镇社会组织联合会（演示）', number: '51330499YCDEM00300' };
    const matter = buildMatter({ hub });
    expect(linesOf(matter)).toContain(`代管单位 ${hub.name}`);
    expect(termsOf(matter).facts.map(([label]) => label)).toContain('代管单位 Hub');
  });

  it('date the agreement by the calendar of the programme, not of the server', () => {
    const matter = buildMatter();
    matter.project.stageSince = '2026-04-20T16:30:00.000Z';
    expect(termsOf(matter).subtitle).toContain('2026-04-21');
  });
});

describe('the document', () => {
  const at = new Date('2026-04-20T01:00:00.000Z');
  const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

  it('is the same to the byte however often it is drawn up', async () => {
    const terms = termsOf(buildMatter());
    const [first, second] = [await renderAgreement(terms, at), await renderAgreement(terms, at)];
    expect(hashOf(first)).toBe(hashOf(second));
  });

  it('has another hash where a single fen differs', async () => {
    const other = buildMatter();
    other.project.money = { ...other.project.money, awardFen: 4_200_002 };
    const [first, second] = await Promise.all([
      renderAgreement(termsOf(buildMatter()), at),
      renderAgreement(termsOf(other), at),
    ]);
    expect(hashOf(first)).not.toBe(hashOf(second));
  });

  it('carries the characters it uses and not the whole font', async () => {
    const content = await renderAgreement(termsOf(buildMatter()), at);
    expect(content.subarray(0, 5).toString()).toBe('%PDF-');
    expect(content.toString('latin1')).toMatch(/\/FontFile3/);
    expect(content.length).toBeLessThan(300_000);
  });

  it('takes a title that no single line holds', async () => {
    const matter = buildMatter();
    matter.project.application = buildApplication({ title: '社区'.repeat(60) });
    await expect(renderAgreement(termsOf(matter), at)).resolves.toBeInstanceOf(Buffer);
  });
});
