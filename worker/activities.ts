import type { Client } from '@temporalio/client';
import { createAgreementActivities, type AgreementActivities } from '../activities/draw-up-agreement';
import { createFanOutActivities, type FanOutActivities } from '../activities/fan-out';
import { createPanelActivities, type PanelActivities } from '../activities/find-panel';
import { createRecordActivities, type RecordActivities } from '../activities/record-facts';
import type { Store } from '../store/connect';

type Activities = RecordActivities & PanelActivities & AgreementActivities & FanOutActivities;

/** Everything workflows may ask of the world, wired to one store and one connection. */
export const createActivities = ({ store, client }: { store: Store; client: Client }): Activities => ({
  ...createRecordActivities({ store }),
  ...createPanelActivities({ store }),
  ...createAgreementActivities({ store }),
  ...createFanOutActivities({ store, client }),
});
