import type { Request, Response } from 'express';
import type { Deps } from '../deps';

/** A part that does not answer in this time is missing for whoever waits for a page. */
const ANSWER_WITHIN_MS = 3_000;

type Part = keyof Deps['readiness'];

async function isThere(check: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ANSWER_WITHIN_MS);
  });
  const answer = check().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The process answers; nothing else is asked. */
export const answerAlive = (_request: Request, response: Response): void =>
  void response.json({ status: 'ok' });

/** 200 where every part is there, 503 with the missing ones named. */
export const answerReady =
  ({ readiness }: Deps) =>
  async (_request: Request, response: Response): Promise<void> => {
    const parts = Object.keys(readiness) as Part[];
    const there = await Promise.all(parts.map((part) => isThere(readiness[part])));
    const states = Object.fromEntries(parts.map((part, index) => [part, there[index] ? 'ok' : 'missing']));
    const isReady = there.every(Boolean);
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'notReady', parts: states });
  };
