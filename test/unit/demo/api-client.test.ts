import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { ApiClient } from '../../../scripts/demo/http/api-client';
import { inParallel } from '../../../scripts/demo/http/in-parallel';
import { Patience } from '../../../scripts/demo/http/patience';
import { Refusal } from '../../../scripts/demo/http/refusal';
import { Timings } from '../../../scripts/demo/http/timings';

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
