import { createLogger } from '../../../platform/logger';

const capture = (): { lines: string[]; stream: { write: (line: string) => void } } => {
  const lines: string[] = [];
  return { lines, stream: { write: (line) => void lines.push(line) } };
};

describe('createLogger', () => {
  it('keeps passwords, tokens and cookies out of the log, however they are nested', () => {
    const { lines, stream } = capture();
    createLogger({ name: 'api', level: 'info' }, stream).info({
      password: 'one-1',
      body: { password: 'two-2', token: 'three-3' },
      request: { headers: { cookie: 'four-4', authorization: 'five-5', 'x-csrf-token': 'six-6' } },
    });
    expect(lines.join('')).not.toMatch(/one-1|two-2|three-3|four-4|five-5|six-6/);
  });

  it('writes one JSON line an entry with an ISO time and the process’s name', () => {
    const { lines, stream } = capture();
    createLogger({ name: 'worker', level: 'info' }, stream).info({ projectId: 'p1' }, 'recorded');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      name: 'worker',
      msg: 'recorded',
      projectId: 'p1',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
  });

  it('says nothing below its level', () => {
    const { lines, stream } = capture();
    createLogger({ name: 'api', level: 'warn' }, stream).info('routine');
    expect(lines).toEqual([]);
  });
});
