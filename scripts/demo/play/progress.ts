import { Presets, SingleBar } from 'cli-progress';

/** Without a terminal a line this often shows that it gets on, and a log stays readable. */
const LINE_EVERY_MS = 3_000;

/** Shows how far the play has come. */
export interface Progress {
  /** Something of it is done; `what` says in both languages what. */
  advance(what: string): void;
  end(): void;
}

function showBar(total: number): Progress {
  const bar = new SingleBar(
    { format: ' {bar} {percentage}% {value}/{total} · {what}', hideCursor: true, clearOnComplete: false },
    Presets.shades_classic,
  );
  bar.start(total, 0, { what: '' });
  return {
    advance: (what) => bar.increment(1, { what }),
    end: () => bar.stop(),
  };
}

function showLines(total: number, write: (text: string) => void): Progress {
  let done = 0;
  let saidAtMs = 0;
  const line = (what: string): void => {
    saidAtMs = performance.now();
    write(`  ${done}/${total} · ${what}\n`);
  };
  return {
    advance: (what) => {
      done += 1;
      if (performance.now() - saidAtMs > LINE_EVERY_MS || done === total) line(what);
    },
    end: () => undefined,
  };
}

/** A bar on a terminal, plain lines elsewhere. */
export const showProgress = (total: number, out: NodeJS.WriteStream = process.stdout): Progress =>
  out.isTTY ? showBar(total) : showLines(total, (text) => void out.write(text));
