import type { Actor } from '../../contracts/fact';
import { allowedActions, type Stage } from '../../domain/project/project-lifecycle';
import { holds, type Permission } from '../http/permissions';

/** The commands of a project as its routes are called, and what each asks for. */
const PROJECT_ACTIONS: Record<string, { name: string; permission: Permission }> = {
  submit: { name: 'submit', permission: 'project:apply' },
  withdraw: { name: 'withdraw', permission: 'project:withdraw' },
  screen: { name: 'screening', permission: 'project:screen' },
  declareConflict: { name: 'declare', permission: 'review:score' },
  submitScores: { name: 'submitScores', permission: 'review:score' },
  reopenAssessment: { name: 'reopen-review', permission: 'review:reopen' },
  fileObjection: { name: 'objections', permission: 'objection:file' },
  answerObjection: { name: 'answer', permission: 'objection:answer' },
  fileAppeal: { name: 'appeal', permission: 'appeal:file' },
  decideAppeal: { name: 'decideAppeal', permission: 'appeal:decide' },
  decline: { name: 'decline', permission: 'project:decline' },
  sign: { name: 'sign', permission: 'agreement:sign' },
  reportMilestone: { name: 'report', permission: 'milestone:report' },
  reviewMilestone: { name: 'review', permission: 'milestone:review' },
  reportEvaluation: { name: 'reportEvaluation', permission: 'evaluation:report' },
  stateAudit: { name: 'audit-statement', permission: 'audit:state' },
  recordReturn: { name: 'returns', permission: 'return:record' },
  recordActivity: { name: 'activities', permission: 'activity:record' },
  noteSupervision: { name: 'supervision-notes', permission: 'supervision:note' },
  requestAmendment: { name: 'amendments', permission: 'amendment:request' },
  decideAmendment: { name: 'decideAmendment', permission: 'amendment:decide' },
  extend: { name: 'extend', permission: 'project:extend' },
  suspend: { name: 'suspend', permission: 'project:suspend' },
  resume: { name: 'resume', permission: 'project:suspend' },
  terminate: { name: 'terminate', permission: 'project:terminate' },
};

/** The commands of a round as its routes are called. */
const ROUND_ACTIONS: Record<string, string> = {
  extendCall: 'extend',
  closeCall: 'close',
  endWaitlist: 'release-waitlist',
  formPanel: 'panels',
  replaceMember: 'replace-member',
};

/** A command by the name that callers know it by: the one of its route. */
export const nameAction = (action: string): string =>
  PROJECT_ACTIONS[action]?.name ?? ROUND_ACTIONS[action] ?? action;

/** What this reader may do now, by the names of the routes. */
export const allowedFor = (stage: Stage, suspended: boolean, actor: Actor): string[] =>
  allowedActions(stage, suspended).flatMap((action) => {
    const route = PROJECT_ACTIONS[action];
    return route && holds(actor, route.permission) ? [route.name] : [];
  });
