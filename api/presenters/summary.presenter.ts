import type { ProjectSummary } from '../../contracts/summaries';
import type { ProjectState } from '../../domain/project/project.state';
import type { DraftDocument } from '../../store/drafts.repository';
import { amountOf, presentMoney } from './money.presenter';

const NO_APPLICATION = {
  title: '',
  organizationId: '',
  organizationName: '',
  categories: [] as string[],
  askFen: 0,
};

/** A submitted project in a list; `formVersion` is its form's part of the version that people see. */
export function presentSummary(state: ProjectState, formVersion: number, showScore: boolean): ProjectSummary {
  const { title, organizationId, organizationName, categories, askFen } = state.application ?? NO_APPLICATION;
  return {
    id: state.id,
    version: state.version + formVersion,
    number: state.number,
    title,
    organizationId,
    organizationName,
    roundId: state.roundId,
    categories,
    stage: state.stage,
    stageSince: state.stageSince,
    suspended: state.suspended !== null,
    ask: presentMoney(askFen),
    award: state.award && presentMoney(state.award.amountFen),
    score: showScore ? state.score : null,
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
  };
}

/** A draft in its makers' list. */
export const presentDraftSummary = (draft: DraftDocument): ProjectSummary => ({
  id: draft._id,
  version: draft.version,
  number: draft.number,
  title: draft.content.title ?? '',
  organizationId: draft.organizationId,
  organizationName: draft.organizationName,
  roundId: draft.roundId,
  categories: draft.content.categories ?? [],
  stage: 'draft',
  stageSince: draft.createdAt,
  suspended: false,
  ask: presentMoney(amountOf(draft.content.ask)),
  award: null,
  score: null,
  createdAt: draft.createdAt,
  updatedAt: draft.updatedAt,
});
