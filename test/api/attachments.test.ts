import { createHash, randomUUID } from 'node:crypto';
import { joinRound, openRound, submitProject, type OpenRound } from '../factories/api-round';
import { TestApi } from '../factories/api-server';

let api: TestApi;
let round: OpenRound;
let projectId: string;

beforeAll(async () => {
  api = await TestApi.start();
  round = await openRound(api);
  projectId = await submitProject(api, round);
});
afterAll(() => api?.close());

const PDF = '%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n';
const MAX_BYTES = () => round.definition.application.attachments.maxBytes;

function formOf(content: string | Uint8Array, name: string, type = 'application/octet-stream'): FormData {
  const form = new FormData();
  form.append('file', new Blob([content], { type }), name);
  return form;
}

const upload = (raw: FormData, headers = {}, id = projectId, as = round.applicant) =>
  api.request('POST', `/projects/${id}/attachments`, { as, raw, headers });

describe('a file', () => {
  it('comes back as it went in, as a download that no browser shows as a page', async () => {
    const { status, body } = await upload(formOf(PDF, '申报书（盖章）.pdf'));
    expect([status, body]).toEqual([
      201,
      {
        id: expect.stringMatching(/^att_/),
        fileName: '申报书（盖章）.pdf',
        mediaType: 'application/pdf',
        bytes: PDF.length,
        sha256: createHash('sha256').update(PDF).digest('hex'),
      },
    ]);
    const file = await api.get(`/projects/${projectId}/attachments/${body.id}`, round.manager);
    expect([file.status, file.body]).toEqual([200, PDF]);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.headers.get('content-length')).toBe(String(PDF.length));
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('申报书（盖章）.pdf')}`,
    );
    const { attachments } = (await api.get(`/projects/${projectId}`, round.applicant)).body;
    expect(attachments).toContainEqual(body);
  });

  it('is what its content says, whatever it calls itself', async () => {
    const program = new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0]);
    const { status, body } = await upload(formOf(program, '申报书.pdf', 'application/pdf'));
    expect([status, body.code]).toEqual([415, 'MEDIA_TYPE_UNSUPPORTED']);
  });

  it.each([
    ['an empty one', () => formOf('', '空.pdf'), 415, 'MEDIA_TYPE_UNSUPPORTED'],
    [
      'one that is too large',
      () => formOf(PDF + ' '.repeat(MAX_BYTES()), '大.pdf'),
      413,
      'PAYLOAD_TOO_LARGE',
    ],
    ['none', () => new FormData(), 400, 'INVALID_INPUT'],
  ])('is refused where it is %s', async (_name, formed, status, code) => {
    const answer = await upload(formed());
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('is refused where the body is no form', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await api.request('POST', `/projects/${projectId}/attachments`, {
      as: round.applicant,
      raw: '{}',
      headers,
    });
    expect([answer.status, answer.body.code]).toEqual([415, 'MEDIA_TYPE_UNSUPPORTED']);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['a\u0000b\n.pdf', 'ab.pdf'],
    [`${'名'.repeat(300)}.pdf`, '名'.repeat(200)],
  ])('loses of its name what could harm: %j', async (name, kept) => {
    const boundary = 'x'.repeat(20);
    const raw = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name.replace(/[\n\u0000]/g, '')}"\r\nContent-Type: application/pdf\r\n\r\n${PDF}\r\n--${boundary}--\r\n`;
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
    const { status, body } = await api.request('POST', `/projects/${projectId}/attachments`, {
      as: round.applicant,
      raw,
      headers,
    });
    expect(status).toBe(201);
    expect(body.fileName).toContain(kept.slice(0, 6));
    expect(body.fileName).not.toMatch(/[/\\]|\.\./);
    expect([...body.fileName].length).toBeLessThanOrEqual(200);
  });

  it('is not there under another project, nor for who may not see its own', async () => {
    const other = await joinRound(api, round, '他社');
    const otherId = await submitProject(api, other);
    const { body } = await upload(formOf(PDF, '甲.pdf'));
    expect((await api.get(`/projects/${otherId}/attachments/${body.id}`, round.manager)).status).toBe(404);
    expect((await api.get(`/projects/${projectId}/attachments/${body.id}`, other.applicant)).status).toBe(
      404,
    );
    expect((await upload(formOf(PDF, '乙.pdf'), {}, projectId, other.applicant)).status).toBe(404);
  });

  it('sent again under its key is there once, and another under that key is refused', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const first = await upload(formOf(PDF, '一次.pdf'), headers);
    expect((await upload(formOf(PDF, '一次.pdf'), headers)).body).toEqual(first.body);
    const other = await upload(formOf(`${PDF}\n`, '一次.pdf'), headers);
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    const { attachments } = (await api.get(`/projects/${projectId}`, round.applicant)).body;
    expect(attachments.filter(({ id }: { id: string }) => id === first.body.id)).toHaveLength(1);
  });

  it('sent several times at once under one key is whole', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const large = PDF + ' '.repeat(700_000);
    const answers = await Promise.all([1, 2, 3].map(() => upload(formOf(large, '同时.pdf'), headers)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const [id, ...others] = new Set(answers.map(({ body }) => body.id));
    expect(others).toEqual([]);
    const file = await api.get(`/projects/${projectId}/attachments/${id}`, round.manager);
    expect(createHash('sha256').update(file.body).digest('hex')).toBe(answers[0]?.body.sha256);
  });

  it('is one of a number that the programme sets', async () => {
    const other = await joinRound(api, round, '满社');
    const id = await submitProject(api, other);
    const { maxCount } = round.definition.application.attachments;
    for (let count = 0; count < maxCount; count += 1)
      expect((await upload(formOf(PDF, `${count}.pdf`), {}, id, other.applicant)).status).toBe(201);
    const { status, body } = await upload(formOf(PDF, '多.pdf'), {}, id, other.applicant);
    expect([status, body.code]).toEqual([422, 'TOO_MANY_ATTACHMENTS']);
  });
});
