import type { z } from 'zod';
import type { Patience } from './patience';
import { Refusal } from './refusal';
import type { Timings } from './timings';

/** Longer than the API lets a command wait, so that its own answer comes first. */
const ANSWER_WITHIN_MS = 30_000;
/** Gateways and the API itself say with these that the same request may be sent again. */
const TRY_AGAIN = [429, 502, 503, 504];
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;

export interface ApiRequest {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  token?: string;
  body?: unknown;
  /** The same key and body give the same reply, however often a lost answer has it sent again. */
  key?: string;
}

interface Answer {
  status: number;
  retryAfterMs: number;
  body: unknown;
}

const headersOf = ({ token, body, key }: ApiRequest): Record<string, string> => ({
  'accept-language': 'zh-CN',
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  ...(key === undefined ? {} : { 'idempotency-key': key }),
});

const describe = ({ method, path }: ApiRequest): string => `${method} ${path}`;

function refusalOf(request: ApiRequest, { status, body }: Answer): Refusal {
  const { code = '', detail = '' } = (body ?? {}) as { code?: string; detail?: string };
  return new Refusal(status, code, detail, describe(request));
}

/** Requests to the public API that survive whatever part of the server is away for a while. */
export class ApiClient {
  constructor(
    private readonly url: string,
    private readonly patience: Patience,
    private readonly timings: Timings,
  ) {}

  /** Sends until there is an answer. Throws {@link Refusal} where it is one; the reply has the shape of its contract. */
  async send<Schema extends z.ZodType>(schema: Schema, request: ApiRequest): Promise<z.infer<Schema>> {
    const answer = await this.sendPatiently(request);
    if (answer.status >= 400) throw refusalOf(request, answer);
    if (request.method !== 'GET') this.noteProgress();
    return schema.parse(answer.body);
  }

  noteProgress = (): void => this.patience.noteProgress();

  wait = (pauseMs: number, what: string): Promise<void> => this.patience.wait(pauseMs, what);

  private async sendPatiently(request: ApiRequest): Promise<Answer> {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const answer = await this.attempt(request);
      if (answer && !TRY_AGAIN.includes(answer.status)) return answer;
      this.timings.countRetry();
      await this.patience.wait(answer?.retryAfterMs || pauseMs, describe(request));
    }
  }

  /** One try; null where the connection failed, so that nobody knows what became of it. */
  private async attempt(request: ApiRequest): Promise<Answer | null> {
    const startedAtMs = performance.now();
    try {
      const response = await fetch(`${this.url}/api/v1${request.path}`, {
        method: request.method,
        headers: headersOf(request),
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      });
      const text = await response.text();
      if (response.ok) this.timings.note(request.method, performance.now() - startedAtMs);
      return {
        status: response.status,
        retryAfterMs: Number(response.headers.get('retry-after') ?? 0) * 1_000,
        body: text === '' ? null : JSON.parse(text),
      };
    } catch {
      return null;
    }
  }
}
