import type { FactReply } from '../../contracts/project-reply';
import type { Actor, LedgerEntry } from '../../contracts/fact';
import type { ProjectState } from '../../domain/project/project.state';
import { isConcluded } from './assessment.presenter';

/** Facts that say who judged a project and how. */
const ABOUT_REVIEWERS = [
  'panelAssigned',
  'conflictDeclared',
  'reserveSeated',
  'scoresSubmitted',
  'assessmentConcluded',
];
/** Facts that give the score away before the decision does. */
const ABOUT_SCORES = ['reviewsCompleted', 'assessmentConcluded'];
const OUTSIDERS = ['applicant', 'host', 'reviewer'];

export function presentFact(entry: LedgerEntry): FactReply {
  const { aggregate, aggregateId, seq, at, actor, type, data, commandId, prevHash, hash } = entry;
  return { aggregate, aggregateId, seq, at, actor, type, data, commandId, prevHash, hash, sealed: false };
}

const isOutsider = (actor: Actor): boolean => actor.roles.every((role) => OUTSIDERS.includes(role));

/** Scores are nobody's but their reviewer's until the panel concludes. */
function isSealed(entry: LedgerEntry, state: ProjectState, reader: Actor): boolean {
  const { stageKey = '' } = entry.data as { stageKey?: string };
  if (entry.type === 'scoresSubmitted' && entry.actor.userId !== reader.userId) {
    const assessment = state.assessments.find((candidate) => candidate.stageKey === stageKey);
    if (!assessment || !isConcluded(assessment)) return true;
  }
  if (!isOutsider(reader)) return false;
  return ABOUT_REVIEWERS.includes(entry.type) || (ABOUT_SCORES.includes(entry.type) && !state.decision);
}

/** A fact as this reader may see it: of a sealed one they learn that it happened, its place in the chain and no more. */
export function presentProjectFact(entry: LedgerEntry, state: ProjectState, reader: Actor): FactReply {
  if (!isSealed(entry, state, reader)) return presentFact(entry);
  const { stageKey } = entry.data as { stageKey?: string };
  const anonymous = { userId: 'sealed', roles: entry.actor.roles };
  const data = stageKey === undefined ? {} : { stageKey };
  return { ...presentFact(entry), actor: anonymous, data, commandId: null, sealed: true };
}
