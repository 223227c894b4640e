import { DomainError } from '../../domain/domain-error';
import {
  allowedActions,
  assertAllowed,
  isEnded,
  nextStages,
  STAGES,
  type Stage,
} from '../../domain/project/project-lifecycle';
import { PROJECT_RULES } from '../../domain/project/project.rules';

const COMMANDS = PROJECT_RULES.commandTypes;

function refusalOf(stage: Stage, suspended: boolean, action: string): DomainError | null {
  try {
    assertAllowed(stage, suspended, action);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

const PAIRS = STAGES.flatMap((stage) => COMMANDS.map((action) => [stage, action] as const));

describe('the table of stages', () => {
  it.each(STAGES)('of %s names only commands that there are', (stage) => {
    expect(allowedActions(stage, false).filter((action) => !COMMANDS.includes(action))).toEqual([]);
  });

  it('gives a stage to every command', () => {
    const homeless = COMMANDS.filter((action) => STAGES.every((stage) => refusalOf(stage, false, action)));
    // Only a suspended project can be resumed.
    expect(homeless).toEqual(['resume']);
  });

  it('refuses, for every other pair, with the stage, the action and what is allowed instead', () => {
    for (const [stage, action] of PAIRS) {
      const refusal = refusalOf(stage, false, action);
      if (!refusal) continue;
      expect(refusal.code).toBe('ACTION_NOT_ALLOWED');
      expect(refusal.params).toEqual({ stage, action, allowed: allowedActions(stage, false) });
    }
  });

  it('allows what it says that it allows, suspended or not', () => {
    for (const stage of STAGES)
      for (const suspended of [false, true])
        for (const action of allowedActions(stage, suspended))
          expect([stage, action, refusalOf(stage, suspended, action)]).toEqual([stage, action, null]);
  });

  it('stops a suspended project but for money, objections, peers and the way out', () => {
    for (const action of ['screen', 'submitScores', 'sign', 'reportMilestone', 'withdraw', 'passDeadline'])
      expect(refusalOf('implementation', true, action)?.code).toBe('PROJECT_SUSPENDED');
    for (const action of ['resume', 'terminate', 'settlePayment', 'recordReturn'])
      expect(refusalOf('implementation', true, action)).toBeNull();
  });

  it('shows people no action that only timers and peers take', () => {
    const shown = new Set(STAGES.flatMap((stage) => allowedActions(stage, false)));
    for (const action of [
      'passDeadline',
      'remind',
      'adoptCalendar',
      'assignPanel',
      'applyDecision',
      'promote',
    ])
      expect(shown.has(action)).toBe(false);
  });

  it('leads to an end from every stage', () => {
    for (const stage of STAGES) {
      const seen = new Set<Stage>([stage]);
      for (const reached of seen) for (const next of nextStages(reached)) seen.add(next);
      expect([stage, [...seen].some(isEnded)]).toEqual([stage, true]);
    }
  });

  it.each(STAGES.filter(isEnded))(
    'has nothing after %s but money under way, or a screening again',
    (stage) => {
      // An appeal against a rejection that is upheld while the round still takes projects.
      const again = stage === 'rejected' ? ['screening'] : [];
      expect([...nextStages(stage)]).toEqual([stage, ...again]);
    },
  );
});
