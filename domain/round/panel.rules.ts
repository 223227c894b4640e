import { DomainError } from '../domain-error';
import type { RoundCommands, RoundContext, RoundFact } from './round.vocabulary';
import type { FanOut, PanelReference, RoundState } from './round.state';

function assertStage({ stageKey, reviewerIds }: PanelReference, { definition }: RoundContext): void {
  const stages = [...definition.reviews, ...definition.evaluations];
  const stage = stages.find(({ key }) => key === stageKey);
  if (!stage) throw new DomainError('STAGE_UNKNOWN', { stageKey, known: stages.map(({ key }) => key) });
  if (reviewerIds.length < stage.reviewers)
    throw new DomainError('PANEL_TOO_SMALL', { needed: stage.reviewers, given: reviewerIds.length });
}

function assertDistinct({ reviewerIds, reserveIds, chairId }: PanelReference): void {
  const all = [...reviewerIds, ...reserveIds];
  const repeated = all.filter((userId, index) => all.indexOf(userId) !== index);
  if (repeated.length > 0) throw new DomainError('PANEL_MEMBER_INVALID', { userIds: repeated });
  if (!reviewerIds.includes(chairId)) throw new DomainError('PANEL_MEMBER_INVALID', { userIds: [chairId] });
}

export const decidePanel = {
  formPanel: (state: RoundState, payload: PanelReference, context: RoundContext): RoundFact[] => {
    assertStage(payload, context);
    assertDistinct(payload);
    if (state.panels.some(({ panelId }) => panelId === payload.panelId)) return [];
    return [{ type: 'panelFormed', data: payload }];
  },
  replaceMember: (state: RoundState, payload: RoundCommands['replaceMember']): RoundFact[] => {
    const panel = state.panels.find(({ panelId }) => panelId === payload.panelId);
    if (!panel) throw new DomainError('PANEL_UNKNOWN');
    const sits = panel.reviewerIds.includes(payload.memberId);
    if (!sits || panel.reviewerIds.includes(payload.substituteId))
      throw new DomainError('PANEL_MEMBER_INVALID', {
        userIds: [sits ? payload.substituteId : payload.memberId],
      });
    return [{ type: 'panelMemberReplaced', data: payload }];
  },
};

const fanOutTo = (
  panel: PanelReference,
  key: string,
  type: string,
  payload: Record<string, unknown>,
): FanOut => ({
  key,
  to: {
    kind: 'panel',
    panelId: panel.panelId,
    stageKey: panel.stageKey,
    covers: panel.covers,
    category: panel.category,
  },
  type,
  payload: { stageKey: panel.stageKey, ...payload },
});

const replaceIn = (panel: PanelReference, memberId: string, substituteId: string): PanelReference => ({
  ...panel,
  chairId: panel.chairId === memberId ? substituteId : panel.chairId,
  reviewerIds: panel.reviewerIds.map((userId) => (userId === memberId ? substituteId : userId)),
  reserveIds: panel.reserveIds.filter((userId) => userId !== substituteId),
});

export const evolvePanel = {
  panelFormed: (state: RoundState, panel: PanelReference): RoundState => {
    const { panelId, chairId, reviewerIds, reserveIds } = panel;
    const fanOut = fanOutTo(panel, `panel:${panelId}`, 'assignPanel', {
      panelId,
      chairId,
      reviewerIds,
      reserveIds,
    });
    return { ...state, panels: [...state.panels, panel], fanOuts: [...state.fanOuts, fanOut] };
  },
  panelMemberReplaced: (
    state: RoundState,
    { panelId, memberId, substituteId }: RoundCommands['replaceMember'],
  ): RoundState => {
    const panels = state.panels.map((panel) =>
      panel.panelId === panelId ? replaceIn(panel, memberId, substituteId) : panel,
    );
    const panel = panels.find((candidate) => candidate.panelId === panelId);
    if (!panel) return state;
    const key = `replacement:${panelId}:${state.version}`;
    const fanOut = fanOutTo(panel, key, 'replaceReviewer', { memberId, substituteId });
    return { ...state, panels, fanOuts: [...state.fanOuts, fanOut] };
  },
};
