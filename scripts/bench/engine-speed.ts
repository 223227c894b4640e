import { median, quantile } from './statistics';
import { VARIANTS, type Variant, type VariantName } from './variants';

/** How many callers send at once, and over how many aggregates they are spread. */
export interface Load {
  name: string;
  callers: number;
  aggregates: number;
}

export const LOADS: Record<'alone' | 'spread' | 'single', Load> = {
  alone: { name: 'one at a time', callers: 1, aggregates: 1 },
  spread: { name: '20 at once over 20', callers: 20, aggregates: 20 },
  single: { name: '20 at once on one', callers: 20, aggregates: 1 },
};

export interface SpeedOptions {
  rounds: number;
  sliceMs: number;
}

export interface VariantSpeed {
  perSecond: number;
  p50Ms: number;
  p95Ms: number;
}

/** One load's outcome. A ratio is the median over the rounds of engine ÷ other, both measured side by side. */
export interface EngineSpeed {
  subject: string;
  load: string;
  variants: Record<VariantName, VariantSpeed>;
  ratios: { twoWrites: number; noEffect: number };
}

interface Slice {
  perSecond: number;
  latenciesMs: number[];
}

async function runSlice(variant: Variant, load: Load, tag: string, sliceMs: number): Promise<Slice> {
  const serials = Array.from({ length: load.aggregates }, (_, index) => `${tag}-${index}`);
  await Promise.all(serials.map((serial) => variant.open(serial)));
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + sliceMs;
  const call = async (caller: number): Promise<void> => {
    const serial = serials[caller % serials.length] ?? '';
    while (performance.now() < endsAt) {
      const sentAt = performance.now();
      await variant.update(serial);
      latenciesMs.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: load.callers }, (_, caller) => call(caller)));
  const perSecond = (latenciesMs.length * 1_000) / (performance.now() - startedAt);
  await Promise.all(serials.map((serial) => variant.end(serial)));
  return { perSecond, latenciesMs };
}

const speedOf = (slices: Slice[]): VariantSpeed => {
  const latencies = slices.flatMap(({ latenciesMs }) => latenciesMs);
  return {
    perSecond: median(slices.map(({ perSecond }) => perSecond)),
    p50Ms: quantile(latencies, 0.5),
    p95Ms: quantile(latencies, 0.95),
  };
};

const ratioOf = (slices: Record<VariantName, Slice[]>, other: VariantName): number =>
  median(
    slices.engine.map(({ perSecond }, round) => perSecond / (slices[other][round]?.perSecond ?? Number.NaN)),
  );

/**
 * Measures the variants in turn, in an order that moves on by one each round: whatever else the machine does meanwhile
 * meets all of them alike, and a ratio compares neighbours.
 */
export async function measureEngine(
  subject: string,
  load: Load,
  variants: Variant[],
  { rounds, sliceMs }: SpeedOptions,
): Promise<EngineSpeed> {
  const slices: Record<VariantName, Slice[]> = { engine: [], twoWrites: [], noEffect: [] };
  const tag = `${load.callers}x${load.aggregates}`;
  // Round -1 only warms up compilers, connections and caches.
  for (let round = -1; round < rounds; round += 1) {
    for (let turn = 0; turn < variants.length; turn += 1) {
      const variant = variants[(round + 1 + turn) % variants.length];
      if (!variant) continue;
      const slice = await runSlice(variant, load, `${tag}-${round}`, round < 0 ? sliceMs / 3 : sliceMs);
      if (round >= 0) slices[variant.name].push(slice);
    }
  }
  const speeds = VARIANTS.map((name) => [name, speedOf(slices[name])] as const);
  return {
    subject,
    load: load.name,
    variants: Object.fromEntries(speeds) as Record<VariantName, VariantSpeed>,
    ratios: { twoWrites: ratioOf(slices, 'twoWrites'), noEffect: ratioOf(slices, 'noEffect') },
  };
}
