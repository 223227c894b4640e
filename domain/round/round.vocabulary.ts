import type { Context, Deadline, FactDraft } from '../aggregate';
import type { ErrorCode } from '../../contracts/errors';
import type { AdoptCalendar } from '../calendar/adopt-calendar';
import type { DueDates } from '../due-dates';
import type { ErrorParams } from '../domain-error';
import type { ProgrammeDefinition } from '../../contracts/programme';
import type { PanelReference, RoundDecision, RoundState } from './round.state';

export interface RoundContext extends Context, DueDates {
  definition: ProgrammeDefinition;
}

export interface RoundCommands {
  createRound: {
    number: string;
    name: string;
    budgetFen: number;
    sources: { fundId: string; amountFen: number }[];
    opensAt: string;
    closesAt: string;
    operatorOrganizationId: string | null;
  };
  publish: Record<string, never>;
  extendCall: { closesAt: string; reason: string };
  closeCall: { reason: string };
  cancel: { reason: string };
  formPanel: PanelReference;
  replaceMember: { panelId: string; memberId: string; substituteId: string; reason: string };
  decide: Omit<RoundDecision, 'answers' | 'decidedAt' | 'delivered' | 'exceptions' | 'proposedBy'> & {
    waitlist: { projectId: string; amountFen: number }[];
  };
  answerFund: { requestId: string; fundId: string; accepted: boolean; code: ErrorCode; params: ErrorParams };
  finishFanOut: { key: string; reached: number; exceptions: RoundDecision['exceptions'] };
  freeAward: { projectId: string; amountFen: number; fundId: string };
  leaveWaitlist: { projectId: string };
  endWaitlist: { reason: string };
  returnMessage: { to: { kind: string; id: string }; type: string; payload: Record<string, unknown> };
  passDeadline: { key: string };
  adoptCalendar: AdoptCalendar;
}

export interface RoundFacts {
  roundCreated: RoundCommands['createRound'] & { programme: { key: string; version: number } };
  roundPublished: { closeAt: Deadline };
  callExtended: { closesAt: string; reason: string };
  callCloseSet: { closesAt: string; reason: string };
  callClosed: { closesAt: string };
  roundCancelled: { reason: string };
  panelFormed: PanelReference;
  panelMemberReplaced: RoundCommands['replaceMember'];
  decisionProposed: RoundCommands['decide'] & { proposedBy: string };
  fundAnswered: RoundCommands['answerFund'];
  roundDecided: { decisionId: string; decidedAt: string; waitlistUntil: Deadline };
  decisionRefused: {
    decisionId: string;
    fundId: string;
    code: string;
    /** What other funds had already set aside, and get back. */
    reserved: { fundId: string; amountFen: number }[];
  };
  fanOutFinished: RoundCommands['finishFanOut'];
  awardFreed: RoundCommands['freeAward'];
  waitlistLeft: { projectId: string };
  waitlistPromoted: { projectId: string; amountFen: number; fundId: string };
  waitlistEnded: { reason: string; projectIds: string[] };
  poolReleased: { fundId: string; amountFen: number };
  messageReturned: RoundCommands['returnMessage'];
  calendarAdopted: AdoptCalendar & { deadlines: Deadline[] };
}

export type RoundFact = FactDraft<RoundFacts>;
export type RoundConsequence = (state: RoundState, context: RoundContext) => RoundFact[];
