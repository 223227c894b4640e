import type { z } from 'zod';
import type { Declaration, ScoreDraft, SubmitScores } from '../../contracts/project';
import type { AssessmentReply } from '../../contracts/project-reply';
import type { ScoringDefinition } from '../../contracts/programme';
import { DomainError } from '../../domain/domain-error';
import type { Assessment } from '../../domain/project/project.state';
import { scoreFaults } from '../../domain/scoring/weighted-score';
import { keepScoreDraft, readScoreDrafts } from '../../store/score-drafts.repository';
import type { Call } from '../http/define-route';
import { presentAssessment } from '../presenters/assessment.presenter';
import { loadDossier, type Dossier } from './dossier';
import { loadProgramme } from './programmes';
import { assertImpartial, commandProject } from './project-commands';

type Reply = z.infer<typeof AssessmentReply>;

function assessmentOf({ state }: Dossier, stageKey: string): Assessment {
  const assessment = state.assessments.find((candidate) => candidate.stageKey === stageKey);
  if (!assessment) throw new DomainError('NOT_FOUND');
  return assessment;
}

const isDecided = ({ state }: Dossier): boolean => state.decision !== null;

/** A review or an evaluation as its reader may see it, with the reader's own unfinished scores. */
export async function readAssessment(call: Call, projectId: string, stageKey: string): Promise<Reply> {
  const { store } = call.deps;
  const dossier = await loadDossier(call, projectId);
  const assessment = assessmentOf(dossier, stageKey);
  const drafts = await readScoreDrafts(store, projectId, [stageKey], call.actor.userId);
  return presentAssessment(assessment, call.actor, drafts[stageKey] ?? null, isDecided(dossier));
}

function assertMayDraft(assessment: Assessment, { userId }: Call['actor']): void {
  const { stageKey, status, seats } = assessment;
  if (status !== 'open') throw new DomainError('REVIEW_NOT_OPEN', { stageKey });
  const seat = seats.find(({ reviewerId }) => reviewerId === userId);
  if (!seat) throw new DomainError('NOT_ON_PANEL');
  if (seat.status === 'submitted') throw new DomainError('SCORES_ALREADY_SUBMITTED');
}

/** Scores may be unfinished in a draft, but not of another rubric or beyond it. */
async function assertFitsRubric(
  call: Call,
  { state }: Dossier,
  stageKey: string,
  scores: Record<string, number>,
): Promise<void> {
  const { key, version } = state.programme;
  const { definition } = await loadProgramme(call.deps.store, key, version);
  const stages: (ScoringDefinition & { key: string })[] = [...definition.reviews, ...definition.evaluations];
  const rubric = stages.find((stage) => stage.key === stageKey)?.rubric ?? [];
  const faults = scoreFaults(scores, rubric).filter((fault) => !fault.startsWith('missing:'));
  if (faults.length > 0) throw new DomainError('SCORES_INVALID', { faults });
}

/** Keeps a reviewer's unfinished scores: a document of their own, nobody else's to read. */
export async function keepDraftScores(
  call: Call,
  projectId: string,
  stageKey: string,
  draft: z.infer<typeof ScoreDraft>,
): Promise<Reply> {
  const dossier = await loadDossier(call, projectId);
  const assessment = assessmentOf(dossier, stageKey);
  assertMayDraft(assessment, call.actor);
  assertImpartial(dossier, call.actor);
  await assertFitsRubric(call, dossier, stageKey, draft.scores);
  await keepScoreDraft(call.deps.store, { projectId, stageKey, reviewerId: call.actor.userId }, draft);
  return presentAssessment(assessment, call.actor, draft, isDecided(dossier));
}

const pickAssessment = (reply: { assessments: Reply[] }, stageKey: string): Reply => {
  const assessment = reply.assessments.find((candidate) => candidate.stageKey === stageKey);
  if (!assessment) throw new DomainError('NOT_FOUND');
  return assessment;
};

export async function declareConflict(
  call: Call,
  projectId: string,
  stageKey: string,
  { conflict, reason }: z.infer<typeof Declaration>,
): Promise<Reply> {
  const payload = { stageKey, conflict, ...(reason === undefined ? {} : { reason }) };
  return pickAssessment(await commandProject(call, projectId, 'declareConflict', payload), stageKey);
}

/** Submits scores for good. */
export async function submitScores(
  call: Call,
  projectId: string,
  stageKey: string,
  { scores, comment, recommendation }: z.infer<typeof SubmitScores>,
): Promise<Reply> {
  const payload = { stageKey, scores, comment, recommendation };
  return pickAssessment(await commandProject(call, projectId, 'submitScores', payload), stageKey);
}
