import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { UserReply } from '../../../contracts/user';
import { ApiClient } from '../../../scripts/demo/http/api-client';
import { inParallel } from '../../../scripts/demo/http/in-parallel';
import { Patience } from '../../../scripts/demo/http/patience';
import { Person } from '../../../scripts/demo/http/person';
import { Refusal } from '../../../scripts/demo/http/refusal';
import { Timings } from '../../../scripts/demo/http/timings';

const buildUser = (): UserReply => ({
  id: 'usr_1',
  version: 1,
  createdAt: '2026-03-02T09:00:00+08:00',
  updatedAt: '2026-03-02T09:00:00+08:00',
  name: '审计（演示）',
  email: null,
  mobile: null,
  roles: ['auditor'],
  organizationId: null,
  disabled: false,
});

const Ok = z.object({ ok: z.boolean() });

/** What a server answers, one after the other; `null` cuts the connection before there is an answer. */
type Script = ({ status: number; body: object; retryAfter?: string } | null)[];

let server: Server;
let seen: { key: string | undefined; body: string }[];

async function serve(script: Script): Promise<string> {
  seen = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      seen.push({ key: request.headers['idempotency-key'] as string | undefined, body });
      const answer = script[Math.min(seen.length, script.length) - 1];
      if (!answer) return void request.socket.destroy();
      const headers = answer.retryAfter === undefined ? {} : { 'retry-after': answer.retryAfter };
      response.writeHead(answer.status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const request = { method: 'POST', path: '/x', body: { a: 1 }, key: 'demo:run:step' } as const;

describe('a request of the play', () => {
  it('is sent again with the same key and body after a cut connection, 503 and 429, until there is an answer', async () => {
    const timings = new Timings();
    const url = await serve([
      null,
      { status: 503, body: {} },
      { status: 429, body: {} },
      { status: 201, body: { ok: true } },
    ]);
    const client = new ApiClient(url, new Patience(), timings);
    expect(await client.send(Ok, request)).toEqual({ ok: true });
    expect(seen).toEqual(Array.from({ length: 4 }, () => ({ key: 'demo:run:step', body: '{"a":1}' })));
    expect(timings.retryCount).toBe(3);
  });

  it('ends with the code of a refusal, which would be the same again', async () => {
    const url = await serve([{ status: 422, body: { code: 'CAP_EXCEEDED', detail: '超过上限' } }]);
    const client = new ApiClient(url, new Patience(), new Timings());
    await expect(client.send(Ok, request)).rejects.toMatchObject({ status: 422, code: 'CAP_EXCEEDED' });
    await expect(client.send(Ok, request)).rejects.toBeInstanceOf(Refusal);
  });

  it('is given up when nothing has got on for as long as patience lasts', async () => {
    const url = await serve([{ status: 503, body: {} }]);
    const client = new ApiClient(url, new Patience(300), new Timings());
    await expect(client.send(Ok, request)).rejects.toThrow('nothing got on');
  });
});

describe('somebody who waits', () => {
  const reader = { token: 't', csrfToken: 'c', user: buildUser() };
  const Left = z.object({ left: z.int() });
  const looks = (lefts: number[]): Script => [
    { status: 200, body: reader },
    ...lefts.map((left) => ({ status: 200, body: { left } })),
  ];
  const waitFor = async (script: Script): Promise<unknown> => {
    const client = new ApiClient(await serve(script), new Patience(400), new Timings());
    const person = await Person.signIn(client, 'run', { identifier: 'a', password: 'b' });
    return person.until(Left, '/left', ({ left }) => left === 0);
  };

  it('waits longer than patience lasts while what they see changes', async () => {
    expect(await waitFor(looks([5, 4, 3, 2, 1, 0]))).toEqual({ left: 0 });
  });

  it('gives up where what they see stays the same', async () => {
    await expect(waitFor(looks([5, 5]))).rejects.toThrow('nothing got on');
  });
});

describe('work in parallel', () => {
  it('keeps the order of the items and never has more under way than it may', async () => {
    let underWay = 0;
    let most = 0;
    const results = await inParallel([5, 1, 4, 2, 3], 2, async (item) => {
      most = Math.max(most, (underWay += 1));
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return item * 2;
    });
    expect(results).toEqual([10, 2, 8, 4, 6]);
    expect(most).toBe(2);
  });

  it('begins nothing new after a fault, which is thrown', async () => {
    const begun: number[] = [];
    const work = inParallel([1, 2, 3, 4], 1, (item) => {
      begun.push(item);
      return item === 2 ? Promise.reject(new Error('stop')) : Promise.resolve(item);
    });
    await expect(work).rejects.toThrow('stop');
    expect(begun).toEqual([1, 2]);
  });
});
