import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

type Body = ReturnType<typeof JSON.parse>;

interface Answer {
  status: number;
  body: Body;
}

/** Longer than any recovery: a killed worker is replaced after 5 s, a killed engine takes a few more. */
const ANSWERED_WITHIN_MS = 90_000;
const ONE_TRY_MS = 20_000;
const PAUSE_MS = 250;
/** What a caller is told to come back from. */
const LATER = [429, 503];

/** Faults of the server that no caller should ever meet, whatever was killed. */
export const unexpectedAnswers: string[] = [];

const bodyOf = async (answer: Response): Promise<Body> => {
  const text = await answer.text();
  return text === '' ? null : JSON.parse(text);
};

/**
 * Somebody who does what the API tells its callers: repeats a request that was not answered, or was told to come back,
 * under the same key until it is answered.
 */
export class PatientClient {
  constructor(
    private readonly url: string,
    private readonly token = '',
  ) {}

  async signIn(identifier: string, password: string): Promise<PatientClient> {
    const { token } = await this.post('/auth/login', { identifier, password });
    return new PatientClient(this.url, token);
  }

  get = (path: string): Promise<Body> => this.ask('GET', path);
  post = (path: string, body: object = {}): Promise<Body> => this.ask('POST', path, body);
  patch = (path: string, body: object): Promise<Body> => this.ask('PATCH', path, body);

  private async ask(method: string, path: string, body?: object): Promise<Body> {
    const key = randomUUID();
    const until = Date.now() + ANSWERED_WITHIN_MS;
    let last: unknown = null;
    while (Date.now() < until) {
      const answer = await this.tryOnce(method, path, key, body).catch((error: unknown) => {
        last = error;
        return null;
      });
      if (answer && answer.status < 300) return answer.body;
      if (answer && !LATER.includes(answer.status)) throw refused(method, path, answer);
      last = answer?.body ?? last;
      await sleep(PAUSE_MS);
    }
    throw new Error(`${method} ${path} was not answered: ${JSON.stringify(last)} ${String(last)}`);
  }

  private async tryOnce(method: string, path: string, key: string, body?: object): Promise<Answer> {
    const isForm = body instanceof FormData;
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(isForm ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' ? { 'idempotency-key': key } : {}),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(ONE_TRY_MS),
    });
    return { status: answer.status, body: await bodyOf(answer) };
  }
}

function refused(method: string, path: string, { status, body }: Answer): Error {
  const said = `${method} ${path} ${status} ${body?.code} ${body?.detail}`;
  if (status >= 500) unexpectedAnswers.push(said);
  return new Error(said);
}

/** Waits until what follows by itself has followed. */
export async function untilTrue(what: string, holds: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + ANSWERED_WITHIN_MS;
  while (!(await holds())) {
    if (Date.now() > until) throw new Error(`In vain waited for: ${what}`);
    await sleep(PAUSE_MS);
  }
}
