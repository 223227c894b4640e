import type { RoundReply } from '../../contracts/round';
import type { RoundPhase, RoundState } from '../../domain/round/round.state';
import type { Page } from '../../store/listing';
import type { Call } from '../http/define-route';
import { presentRound } from '../presenters/round.presenter';
import { listViews, type ListQuery } from './lists';
import { seesDrafts } from './rounds';

export async function listRounds(
  call: Call,
  query: ListQuery & { phase?: RoundPhase | undefined },
): Promise<Page<RoundReply>> {
  const { phase, ...rest } = query;
  const visible = seesDrafts(call.actor) ? {} : { $nor: [{ phase: 'draft' }] };
  const page = await listViews<RoundState>(call, 'round', rest, { ...visible, phase });
  return { ...page, items: page.items.map(presentRound) };
}
