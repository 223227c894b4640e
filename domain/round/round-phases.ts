/** What each phase of a round allows; the only place that says so. */
import { DomainError } from '../domain-error';
import type { RoundPhase } from './round.state';

const PHASES: Record<RoundPhase, readonly string[]> = {
  draft: ['adoptCalendar', 'createRound', 'publish', 'cancel', 'formPanel', 'finishFanOut'],
  published: [
    'adoptCalendar',
    'extendCall',
    'closeCall',
    'cancel',
    'formPanel',
    'replaceMember',
    'finishFanOut',
    'passDeadline',
  ],
  closed: [
    'adoptCalendar',
    'decide',
    'cancel',
    'formPanel',
    'replaceMember',
    'finishFanOut',
    'passDeadline',
    'leaveWaitlist',
    'answerFund',
  ],
  deciding: ['adoptCalendar', 'answerFund', 'finishFanOut', 'leaveWaitlist'],
  decided: [
    'adoptCalendar',
    'formPanel',
    'replaceMember',
    'freeAward',
    'leaveWaitlist',
    'endWaitlist',
    'finishFanOut',
    'passDeadline',
    'returnMessage',
    'answerFund',
  ],
  cancelled: ['finishFanOut', 'freeAward', 'leaveWaitlist', 'returnMessage'],
};

const PEOPLE = [
  'publish',
  'extendCall',
  'closeCall',
  'cancel',
  'formPanel',
  'replaceMember',
  'decide',
  'endWaitlist',
];

export const allowedRoundActions = (phase: RoundPhase): string[] =>
  PHASES[phase].filter((action) => PEOPLE.includes(action));

export function assertPhaseAllows(phase: RoundPhase, action: string): void {
  if (!PHASES[phase].includes(action))
    throw new DomainError('ROUND_PHASE', { phase, action, allowed: allowedRoundActions(phase) });
}
