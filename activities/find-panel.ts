import { choosePanel } from '../domain/round/panel-choice';
import type { RoundState } from '../domain/round/round.state';
import type { Store } from '../store/connect';
import { findPanelsListing } from '../store/panels.repository';
import { readView } from '../store/views.repository';

interface PanelQuestion {
  projectId: string;
  roundId: string;
  stageKey: string;
  categories: string[];
}

export interface FoundPanel {
  panelId: string;
  chairId: string;
  reviewerIds: string[];
  reserveIds: string[];
}

export interface PanelActivities {
  findPanel(question: PanelQuestion): Promise<FoundPanel | null>;
}

/** Looks up who scores a project; null where no panel covers it yet, and the round will tell when one does. */
export const createPanelActivities = ({ store }: { store: Store }): PanelActivities => ({
  findPanel: async ({ projectId, roundId, stageKey, categories }) => {
    const round = await readView<RoundState>(store, 'round', roundId);
    const panels = round?.panels ?? [];
    const listed = panels.filter((panel) => panel.covers === 'listed' && panel.stageKey === stageKey);
    const ids = listed.map(({ panelId }) => panelId);
    const listing = ids.length === 0 ? [] : await findPanelsListing(store, ids, projectId);
    const panel = choosePanel(panels, { stageKey, categories, listing });
    if (!panel) return null;
    const { panelId, chairId, reviewerIds, reserveIds } = panel;
    return { panelId, chairId, reviewerIds, reserveIds };
  },
});
