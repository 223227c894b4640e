import type { Command, Fact } from '../../contracts/fact';
import type { Context, Rules } from '../aggregate';
import { contextOf, decideFacts } from '../decide';
import { DomainError } from '../domain-error';
import { adoptCalendar } from '../calendar/adopt-calendar';
import { dueDates } from '../due-dates';
import { awaitsAppeal, decideAppeal, evolveAppeal, openAppealTerm } from './appeal.rules';
import { decideApplication, evolveApplication } from './application.rules';
import { concludeAssessment, decideAssessment, evolveAssessment } from './assessment.rules';
import { decideDecision, endNotice, evolveDecision } from './decision.rules';
import { decideEvaluation, evolveEvaluation, resumeAfterEvaluation } from './evaluation.rules';
import {
  decideImplementation,
  enterCloseout,
  evolveImplementation,
  openEvaluation,
  scheduleMilestones,
} from './implementation.rules';
import { decideInterruption, evolveInterruption } from './interruption.rules';
import {
  closeProject,
  decideMoney,
  dueTranches,
  evolveMoney,
  reduceTranches,
  settleTermination,
} from './money.rules';
import { assertAllowed, isEnded } from './project-lifecycle';
import { messagesOfProject } from './project.mail';
import { beginProject, receivableFen, type ProjectState } from './project.state';
import { tasksOfProject } from './project.tasks';
import type {
  Consequence,
  ProjectCommands,
  ProjectContext,
  ProjectEvolvers,
  ProjectFacts,
  ProjectSetting,
} from './project.vocabulary';
import { decideScreening, evolveScreening, openNextReview } from './screening.rules';
import { concludeAgreement, decideSigning, evolveSigning } from './signing.rules';

const DECIDERS = {
  ...decideApplication,
  ...decideScreening,
  ...decideAssessment,
  ...decideDecision,
  ...decideAppeal,
  ...decideSigning,
  ...decideImplementation,
  ...decideEvaluation,
  ...decideMoney,
  ...decideInterruption,
};

const EVOLVERS: ProjectEvolvers = {
  ...evolveApplication,
  ...evolveScreening,
  ...evolveAssessment,
  ...evolveDecision,
  ...evolveAppeal,
  ...evolveSigning,
  ...evolveImplementation,
  ...evolveEvaluation,
  ...evolveMoney,
  ...evolveInterruption,
};

/** In this order: what ends a step before what opens the next, money last but for the closing itself. */
const CONSEQUENCES: Consequence[] = [
  concludeAssessment,
  resumeAfterEvaluation,
  openNextReview,
  endNotice,
  concludeAgreement,
  scheduleMilestones,
  openEvaluation,
  enterCloseout,
  reduceTranches,
  dueTranches,
  closeProject,
  settleTermination,
  openAppealTerm,
];

const PROJECT_COMMANDS = Object.keys(DECIDERS) as (keyof ProjectCommands)[];

function projectContext(
  command: Command,
  { definition, calendar }: ProjectSetting,
  nowMs: number,
): ProjectContext {
  return { ...contextOf(command, nowMs), definition, ...dueDates(definition, calendar, nowMs) };
}

function decideProject(state: ProjectState, command: Command, context: ProjectContext) {
  const decide = DECIDERS[command.type as keyof ProjectCommands] as
    | ((state: ProjectState, payload: unknown, context: Context) => { type: string; data: unknown }[])
    | undefined;
  if (!decide)
    throw new DomainError('ACTION_NOT_ALLOWED', { stage: state.stage, action: command.type, allowed: [] });
  assertAllowed(state.stage, state.suspended !== null, command.type);
  return decide(state, command.payload, context);
}

function evolveProject(state: ProjectState, fact: Fact): ProjectState {
  const evolve = EVOLVERS[fact.type as keyof ProjectFacts] as
    ((state: ProjectState, data: unknown, fact: Fact) => ProjectState) | undefined;
  return evolve ? evolve(state, fact.data, fact) : state;
}

/** The rules of one project, from its application to its closing. Pure: same state, command and instant, same facts. */
export const PROJECT_RULES: Rules<ProjectState, ProjectSetting> = {
  kind: 'project',
  commandTypes: PROJECT_COMMANDS,
  begin: beginProject,
  decide: (state, command, setting, nowMs) => {
    const context = projectContext(command, setting, nowMs);
    return decideFacts(state, command, context, {
      decide: decideProject,
      evolve: evolveProject,
      follow: CONSEQUENCES,
    });
  },
  evolve: evolveProject,
  deadlines: (state) => (state.suspended ? [] : state.deadlines),
  tasks: tasksOfProject,
  messages: messagesOfProject,
  adopt: adoptCalendar,
  hasEnded: (state) =>
    isEnded(state.stage) &&
    (state.stage !== 'terminated' || state.settledAt !== null) &&
    receivableFen(state) === 0 &&
    !awaitsAppeal(state),
  summary: (state) =>
    `${state.number || state.id} · ${state.application?.title ?? 'draft'} · ${state.stage}${state.suspended ? ' (suspended)' : ''}`,
};
