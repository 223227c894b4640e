import type { ProgrammeDefinition } from '../../contracts/programme';
import { scaleToSeconds } from '../duration';

const isDuration = (value: unknown): value is string =>
  typeof value === 'string' && /^\d+ (working days?|days?|hours?|minutes?)$/.test(value);

function scale(value: unknown, factor: (text: string) => string): unknown {
  if (isDuration(value)) return factor(value);
  if (Array.isArray(value)) return value.map((entry) => scale(entry, factor));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, scale(entry, factor)]));
}

/** The periods that nobody acts in, so that a demonstration has to wait for them: these shrink to seconds. */
const WAITED_FOR = ['notice'] as const;
/** Everything else is a deadline that people meet; an hour is enough for those who play them. */
const GENEROUS = '1 hour';

/**
 * The one documented transformation from a programme to its demonstration: what has to be waited for is counted in
 * seconds instead of days; what has to be done in time may take an hour. No other number changes.
 */
export function toDemonstration(definition: ProgrammeDefinition, key: string): ProgrammeDefinition {
  const relaxed = scale(definition, () => GENEROUS) as ProgrammeDefinition;
  const waited = Object.fromEntries(
    WAITED_FOR.map((part) => [part, { ...relaxed[part], within: scaleToSeconds(definition[part].within) }]),
  );
  return { ...relaxed, ...waited, key };
}
