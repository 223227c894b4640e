import type { Store } from './connect';

/** Which projects a panel scores, where they are listed one by one; who sits on it is the round's to say. */
export interface PanelDocument {
  _id: string;
  roundId: string;
  stageKey: string;
  projectIds: string[];
}

const panelsOf = (store: Store) => store.db.collection<PanelDocument>('panels');

export async function keepPanel(store: Store, panel: PanelDocument): Promise<void> {
  const { _id, ...fields } = panel;
  await panelsOf(store).updateOne({ _id }, { $setOnInsert: fields }, { upsert: true });
}

export async function readPanelProjects(store: Store, panelId: string): Promise<string[]> {
  const panel = await panelsOf(store).findOne({ _id: panelId });
  return panel?.projectIds ?? [];
}

/** The panels, among some, that list a project. */
export async function findPanelsListing(
  store: Store,
  panelIds: string[],
  projectId: string,
): Promise<string[]> {
  const panels = await panelsOf(store)
    .find({ _id: { $in: panelIds }, projectIds: projectId }, { projection: { _id: 1 } })
    .toArray();
  return panels.map(({ _id }) => _id);
}
