import { createHash } from 'node:crypto';
import type { ProgrammeDefinition } from '../../../contracts/programme';
import { canonicalJson } from '../../../store/canonical-json';
import { DEMO_PROGRAMME } from '../../setup/demonstration';
import { fenOfYuan, toMoney } from '../play/money';
import { FIFTH_ROUND } from './guangzhou.fixture';

/** Two read each application, so that a round of hundreds is played in minutes; the engine takes any number. */
export const REVIEWERS_PER_PANEL = 2;

/** The demonstration's programme with the fifth round's categories and cap. Another definition has another key. */
function derive(): ProgrammeDefinition {
  const { application, reviews } = DEMO_PROGRAMME;
  const definition: ProgrammeDefinition = {
    ...DEMO_PROGRAMME,
    application: {
      ...application,
      cap: toMoney(fenOfYuan(FIFTH_ROUND.capYuan)),
      categories: FIFTH_ROUND.categories.map(({ key, name }) => ({ key, name: { ...name } })),
    },
    reviews: reviews.map((review) => ({
      ...review,
      reviewers: REVIEWERS_PER_PANEL,
      quorum: REVIEWERS_PER_PANEL,
      method: 'mean' as const,
    })),
  };
  const digest = createHash('sha256').update(canonicalJson(definition)).digest('hex').slice(0, 10);
  return { ...definition, key: `large-round-demo-${digest}` };
}

export const LARGE_PROGRAMME = derive();
