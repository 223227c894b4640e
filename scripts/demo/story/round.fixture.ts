import type { OrganizationType } from '../../../contracts/organization';

/** How a project of the story goes; all that is not said is the usual way. */
export interface Tale {
  /** Its number in the story. */
  serial: number;
  title: string;
  titleEn: string;
  organization: string;
  /** A filed group has no credit code; its hub signs, receives and invoices for it. */
  type: Extract<OrganizationType, 'serviceAgency' | 'association' | 'filedGroup'>;
  category: string;
  askYuan: number;
  /** What the panel of the desk review comes to. */
  score: number;
  /** Which of the round's sources an award draws on. */
  source: 'joint' | 'donations';
  ending: 'closed' | 'declined' | 'released' | 'failed' | 'refused';
  /** What the final evaluation comes to, where it gets that far. */
  finalScore?: number;
  isReturnedOnce?: boolean;
  hasConflict?: boolean;
  /** What the decision cuts the ask to. */
  cutToYuan?: number;
  /** Not awarded at first, and promoted when somebody gives an award up. */
  isPromoted?: boolean;
}

export const SOURCES = [
  { key: 'joint', name: '两会联动资金（演示）', donor: '晴塘镇两会联动（演示）', yuan: 180_000 },
  { key: 'donations', name: '社会捐赠资金（演示）', donor: '爱心商企与居民（演示）', yuan: 120_000 },
] as const;

/** Receives the money of the filed groups, ring-fenced, and invoices for them. */
export const HUB = '晴塘镇社会组织联合会（演示）';

export const ROUND_NAME = '晴塘镇公益创投（演示）';

/** The project that fails: what of its first tranche the operator accepts as spent. */
export const ACCEPTED_OF_FAILED_YUAN = 7_200;

/** An invented town's round; no person and no organisation of it exists. */
export const TALES: readonly Tale[] = [
  {
    serial: 1,
    title: '敲门送餐日',
    titleEn: 'Knock-and-Meal',
    organization: '银铃社工中心',
    type: 'serviceAgency',
    category: 'elderly-children',
    askYuan: 48_000,
    score: 92.4,
    source: 'joint',
    ending: 'closed',
    finalScore: 93,
  },
  {
    serial: 2,
    title: '放学小课桌',
    titleEn: 'After-School Desks',
    organization: '伴学队',
    type: 'filedGroup',
    category: 'elderly-children',
    askYuan: 30_000,
    score: 90.1,
    source: 'joint',
    ending: 'closed',
    finalScore: 88,
    isReturnedOnce: true,
  },
  {
    serial: 3,
    title: '巧手妈妈坊',
    titleEn: "Mothers' Workshop",
    organization: '手工协会',
    type: 'association',
    category: 'women',
    askYuan: 42_000,
    score: 89.25,
    source: 'joint',
    ending: 'closed',
    finalScore: 90.5,
    hasConflict: true,
  },
  {
    serial: 4,
    title: '无碍同行',
    titleEn: 'Out Together',
    organization: '助残中心',
    type: 'serviceAgency',
    category: 'hardship',
    askYuan: 48_000,
    score: 86.3,
    source: 'joint',
    ending: 'closed',
    finalScore: 82,
    cutToYuan: 42_000,
  },
  {
    serial: 5,
    title: '老兵进楼道',
    titleEn: "Veterans' Talks",
    organization: '老兵宣讲队',
    type: 'filedGroup',
    category: 'veterans',
    askYuan: 18_000,
    score: 83.8,
    source: 'joint',
    ending: 'closed',
    finalScore: 86,
  },
  {
    serial: 6,
    title: '夜班解压站',
    titleEn: 'Night-Shift Pause',
    organization: '工友关爱中心',
    type: 'serviceAgency',
    category: 'employees',
    askYuan: 30_000,
    score: 82.6,
    source: 'donations',
    ending: 'declined',
  },
  {
    serial: 7,
    title: '新邻居第一周',
    titleEn: 'First Week',
    organization: '新邻互助社',
    type: 'filedGroup',
    category: 'new-residents',
    askYuan: 24_000,
    score: 84.5,
    source: 'donations',
    ending: 'closed',
    finalScore: 78,
  },
  {
    serial: 8,
    title: '田歌传唱',
    titleEn: 'Field Songs',
    organization: '田歌队',
    type: 'filedGroup',
    category: 'heritage',
    askYuan: 30_000,
    score: 78.9,
    source: 'donations',
    ending: 'closed',
    finalScore: 91,
    isPromoted: true,
  },
  {
    serial: 9,
    title: '楼组议事',
    titleEn: 'Stairwell Councils',
    organization: '议事会',
    type: 'filedGroup',
    category: 'governance',
    askYuan: 30_000,
    score: 85.15,
    source: 'donations',
    ending: 'closed',
    finalScore: 84,
  },
  {
    serial: 10,
    title: '反诈小剧社',
    titleEn: 'Anti-Fraud Theatre',
    organization: '小剧社',
    type: 'filedGroup',
    category: 'anti-fraud',
    askYuan: 18_000,
    score: 74.2,
    source: 'donations',
    ending: 'released',
  },
  {
    serial: 11,
    title: '文明路口',
    titleEn: 'Rider Crossing',
    organization: '骑行安全中心',
    type: 'serviceAgency',
    category: 'traffic-safety',
    askYuan: 36_000,
    score: 80.7,
    source: 'donations',
    ending: 'failed',
  },
  {
    serial: 12,
    title: '清水河道',
    titleEn: 'Clear Canals',
    organization: '环保促进会',
    type: 'association',
    category: 'environment',
    askYuan: 60_000,
    score: 0,
    source: 'donations',
    ending: 'refused',
  },
];
