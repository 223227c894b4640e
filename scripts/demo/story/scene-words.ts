import type { Scene } from './scene';
import type { Tale } from './round.fixture';

/** How many steps of the bar a project's story is, by how it ends. */
const STEPS_BY_ENDING: Record<Tale['ending'], number> = {
  refused: 1,
  declined: 4,
  released: 4,
  failed: 8,
  closed: 9,
};
/** The stage is set once, the round is decided once. */
const STEPS_OF_ROUND = 2;

export const countSteps = (tales: readonly Tale[]): number =>
  tales.reduce((sum, { ending }) => sum + STEPS_BY_ENDING[ending], STEPS_OF_ROUND);

export const tell = ({ progress }: Scene, { serial, title, titleEn }: Tale, what: string): void =>
  progress.advance(`${serial} ${title} ${titleEn} · ${what}`);
