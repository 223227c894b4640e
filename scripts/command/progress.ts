import { SingleBar } from 'cli-progress';

export interface Progress {
  /** Says how far one step has come, by name; another name begins another step. */
  show: (step: string, done: number, total: number) => void;
  /** Puts the last step's bar away. */
  end: () => void;
}

/** Without a terminal a line is written this often at most, so that a log is not filled with them. */
const LINE_EVERY_MS = 5_000;

/** Plain lines, for logs and pipes. */
function createLines(): Progress {
  let lastAt = Date.now();
  return {
    show: (step, done, total) => {
      if (Date.now() - lastAt < LINE_EVERY_MS) return;
      lastAt = Date.now();
      process.stderr.write(`  ${step}: ${done} / ${total}\n`);
    },
    end: () => undefined,
  };
}

function createBars(): Progress {
  let bar: SingleBar | null = null;
  let current = '';
  const end = (): void => {
    bar?.stop();
    bar = null;
  };
  const begin = (step: string, total: number): SingleBar => {
    end();
    current = step;
    bar = new SingleBar({
      format: '  {step} [{bar}] {value}/{total} · {eta_formatted}',
      hideCursor: true,
      clearOnComplete: true,
    });
    bar.start(total, 0, { step });
    return bar;
  };
  return {
    show: (step, done, total) => {
      const running = bar && current === step ? bar : begin(step, total);
      running.setTotal(total);
      running.update(done);
    },
    end,
  };
}

/** A bar on a terminal, a line now and then elsewhere; on standard error, so that results can be piped. */
export const createProgress = (): Progress => (process.stderr.isTTY ? createBars() : createLines());
