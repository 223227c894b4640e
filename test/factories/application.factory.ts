import { mulDivFen } from '../../domain/money';
import type { Application } from '../../domain/project/project.state';

/** An application that keeps all rules of the built-in programme: 60 % grant, 40 % of its own. */
export const buildApplication = (overrides: Partial<Application> = {}): Application => {
  const askFen = overrides.askFen ?? 3_000_000;
  return {
    title: '敲门送餐日（演示）',
    summary: '每周为独居老人送餐并上门探访。',
    categories: ['elderly-children'],
    organizationId: 'org_00000000000000000000000001',
    organizationName: '银铃社工中心（演示）',
    organizationKind: 'registered',
    askFen,
    budget: [
      {
        head: 'activities',
        description: '物料',
        grantFen: askFen,
        ownFen: mulDivFen(askFen, 2, 3) + 1,
        inKindFen: 0,
      },
    ],
    documentSha256: 'a'.repeat(64),
    ...overrides,
  };
};
