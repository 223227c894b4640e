import { proxyActivities } from '@temporalio/workflow';
import type { FanOutActivities } from '../../activities/fan-out';
import type { ProjectSetting } from '../../domain/project/project.vocabulary';
import { ROUND_RULES } from '../../domain/round/round.rules';
import type { FanOut, RoundState } from '../../domain/round/round.state';
import { AggregateRun, type Start } from '../engine/aggregate-run';

const { fanOut } = proxyActivities<FanOutActivities>({
  // A round of 10,000 projects takes minutes; the heartbeat, not this limit, notices a dead worker.
  startToCloseTimeout: '6 hours',
  // A batch takes a second or two; a round whose worker was killed goes on after this time.
  heartbeatTimeout: '10s',
  // It goes on from the batch it had reached; projects that have the message already ignore it.
  retry: { initialInterval: '1s', maximumInterval: '30s' },
});

/** One round: its call opens and closes, its panels are told, its decision is carried to every project. */
export async function roundWorkflow(start: Start<RoundState, ProjectSetting>): Promise<void> {
  const round = new AggregateRun(ROUND_RULES, start);
  if (!(await round.hasBegun())) return;
  while (!round.isRunOver) {
    await round.until(() => round.state.fanOuts.length > 0);
    const [next] = round.state.fanOuts;
    if (next && !round.hasEnded) await carry(round, next);
  }
  await round.finish();
}

/** What a round has to tell its projects, one message to many, in the order it was decided. */
async function carry(round: AggregateRun<RoundState, ProjectSetting>, message: FanOut): Promise<void> {
  // Whoever comes too late to be told looks it up in the round's read model: it has to be there before anybody is told.
  await round.recorded();
  const { reached, exceptions } = await fanOut({ roundId: round.state.id, ...message });
  round.command('finishFanOut', { key: message.key, reached, exceptions });
}
