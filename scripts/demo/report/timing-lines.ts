import type { Timings } from '../http/timings';

/** How fast the API was, in two lines. */
export function formatTimings(timings: Timings): string {
  const { count, perSecond, p50Ms, p95Ms } = timings.summarise();
  return [
    `  ${count} 条命令 commands · ${perSecond.toFixed(1)}/s · p50 ${p50Ms.toFixed(0)} ms · p95 ${p95Ms.toFixed(0)} ms`,
    `  ${timings.readCount} 次读取 reads · ${timings.retryCount} 次重试 retries`,
  ].join('\n');
}
