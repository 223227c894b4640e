import type { z } from 'zod';
import type { DecideAppeal } from '../../contracts/project';
import type { ProjectReply } from '../../contracts/project-reply';
import { DomainError } from '../../domain/domain-error';
import { appealable, appealsOf, openAppeals } from '../../domain/project/appeal.rules';
import { isEnded } from '../../domain/project/project-lifecycle';
import type { RoundState } from '../../domain/round/round.state';
import { readView } from '../../store/views.repository';
import type { Call } from '../http/define-route';
import { assertOwn, loadDossier } from './dossier';
import { commandProject } from './project-commands';
import { wasTaken } from './taken';

/** An organisation appeals against the end of its project, or against an evaluation that it failed. */
export async function fileAppeal(call: Call, projectId: string, reason: string): Promise<ProjectReply> {
  const dossier = await loadDossier(call, projectId);
  assertOwn(dossier, call.actor);
  const { stage } = dossier.state;
  // A workflow whose term is over is gone, and says nothing about the term.
  const isOver = ['rejected', 'terminated'].includes(stage) && !appealable(dossier.state);
  if (isOver && !(await wasTaken(call, projectId))) throw new DomainError('APPEAL_TERM_OVER');
  return commandProject(call, projectId, 'fileAppeal', { appealId: call.newId('apl'), reason });
}

/** Rounds that still take projects: what is reopened after them would wait for a decision that was made. */
const TAKING: RoundState['phase'][] = ['published', 'closed'];

export async function decideAppeal(
  call: Call,
  projectId: string,
  { appealId, outcome, reason }: z.infer<typeof DecideAppeal> & { appealId: string },
): Promise<ProjectReply> {
  const { state } = await loadDossier(call, projectId);
  // With no appeal open the workflow may be gone; its read model knows what became of each.
  if (isEnded(state.stage) && openAppeals(state).length === 0 && !(await wasTaken(call, projectId))) {
    const isKnown = appealsOf(state).some((appeal) => appeal.appealId === appealId);
    throw new DomainError(isKnown ? 'APPEAL_DECIDED' : 'APPEAL_UNKNOWN');
  }
  const round = await readView<RoundState>(call.deps.store, 'round', state.roundId);
  const mayReopen = round !== null && TAKING.includes(round.phase);
  return commandProject(call, projectId, 'decideAppeal', { appealId, outcome, reason, mayReopen });
}
