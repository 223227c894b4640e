import type { z } from 'zod';
import { LoginReply } from '../../../contracts/user';
import type { ApiClient } from './api-client';
import { Refusal } from './refusal';

const FIRST_LOOK_MS = 60;
const LONGEST_LOOK_MS = 1_000;
/** A step's key has to fit into 200 characters with room to spare; ids are 30. */
const keyOf = (run: string, step: string): string => `demo:${run}:${step}`;

export interface Credentials {
  identifier: string;
  password: string;
}

/** Somebody who is signed in, and what they do at the API. Every step of a run has a name, and so a key, of its own. */
export class Person {
  private constructor(
    private readonly client: ApiClient,
    private readonly run: string,
    private readonly token: string,
    readonly userId: string,
  ) {}

  static async signIn(client: ApiClient, run: string, credentials: Credentials): Promise<Person> {
    const request = { method: 'POST', path: '/auth/login', body: credentials } as const;
    const { token, user } = await client.send(LoginReply, request);
    return new Person(client, run, token, user.id);
  }

  get<Schema extends z.ZodType>(schema: Schema, path: string): Promise<z.infer<Schema>> {
    return this.client.send(schema, { method: 'GET', path, token: this.token });
  }

  /** Carries out one step of the run; repeated by the network or by us, it is carried out once. */
  post<Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    body: unknown,
    step: string,
  ): Promise<z.infer<Schema>> {
    const { token, run } = this;
    return this.client.send(schema, { method: 'POST', path, body, token, key: keyOf(run, step) });
  }

  /** Sets fields; without a key, so the change has to be one that may be made twice. */
  async patch<Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    body: unknown,
  ): Promise<z.infer<Schema>> {
    for (;;) {
      try {
        return await this.client.send(schema, { method: 'PATCH', path, body, token: this.token });
      } catch (error) {
        // Our own lost attempt has changed it in between; the same fields on top of it are what we want.
        if (!(error instanceof Refusal) || error.code !== 'VERSION_CONFLICT') throw error;
      }
    }
  }

  /**
   * Looks again and again until it holds. What is not there yet, or not for this person yet, is looked for again; as long
   * as what is seen changes, the server gets on and is waited for.
   */
  async until<Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    holds: (reply: z.infer<Schema>) => boolean,
  ): Promise<z.infer<Schema>> {
    let seen = '';
    for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = Math.min(pauseMs * 1.5, LONGEST_LOOK_MS)) {
      const reply = await this.find(schema, path);
      if (reply !== null && holds(reply)) return reply;
      const now = JSON.stringify(reply);
      if (seen !== '' && now !== seen) this.client.noteProgress();
      seen = now;
      await this.client.wait(pauseMs, path);
    }
  }

  private async find<Schema extends z.ZodType>(
    schema: Schema,
    path: string,
  ): Promise<z.infer<Schema> | null> {
    try {
      return await this.get(schema, path);
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) return null;
      throw error;
    }
  }
}
