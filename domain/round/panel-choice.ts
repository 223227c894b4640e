import type { PanelReference } from './round.state';

const NARROWNESS: Record<PanelReference['covers'], number> = { listed: 2, category: 1, round: 0 };

/**
 * The panel that scores a project in a stage: one that lists it before one for its category, that before one for the
 * whole round; of equals the latest formed. `listing` names the panels that list the project.
 */
export function choosePanel(
  panels: readonly PanelReference[],
  project: { stageKey: string; categories: readonly string[]; listing: readonly string[] },
): PanelReference | null {
  const covers = (panel: PanelReference): boolean => {
    if (panel.covers === 'listed') return project.listing.includes(panel.panelId);
    return panel.covers === 'round' || project.categories.includes(panel.category ?? '');
  };
  return panels
    .filter((panel) => panel.stageKey === project.stageKey && covers(panel))
    .reduce<PanelReference | null>(
      (best, panel) => (best && NARROWNESS[best.covers] > NARROWNESS[panel.covers] ? best : panel),
      null,
    );
}
