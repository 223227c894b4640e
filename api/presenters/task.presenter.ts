import type { Actor } from '../../contracts/fact';
import type { Task } from '../../domain/aggregate';

/** What a task asks for, in both languages; the key is the task's kind. */
const TITLES: Record<string, { zh: string; en: string }> = {
  submit: { zh: '提交申报书', en: 'Submit the application' },
  publishRound: { zh: '发布征集公告', en: 'Publish the call' },
  decideRound: { zh: '作出立项决定', en: 'Decide the round' },
  screen: { zh: '资格审查', en: 'Screen the application' },
  correct: { zh: '补正申报书', en: 'Correct the application' },
  assignPanel: { zh: '组建评审组', en: 'Form a panel' },
  reopenReview: { zh: '评审未达人数，重新开放', en: 'The review fell below its quorum: re-open it' },
  declareConflict: { zh: '声明有无利益冲突', en: 'Declare whether you have a conflict of interest' },
  submitScores: { zh: '评分', en: 'Score the project' },
  answerObjection: { zh: '答复公示异议', en: 'Answer an objection' },
  decideAppeal: { zh: '答复申诉', en: 'Answer an appeal' },
  sign: { zh: '签署协议', en: 'Sign the agreement' },
  reportMilestone: { zh: '提交节点报告', en: 'Report on a milestone' },
  reviewMilestone: { zh: '审核节点报告', en: 'Review a milestone report' },
  reportEvaluation: { zh: '提交评估自评', en: 'Report for the evaluation' },
  decideFailedEvaluation: { zh: '评估不合格：整改或终止', en: 'The evaluation failed: rectify or terminate' },
  decideAmendment: { zh: '审批变更', en: 'Decide an amendment' },
  stateAudit: { zh: '出具审计结论', en: 'State the audit' },
  recordReturn: { zh: '登记退回款项', en: 'Record money returned' },
  resume: { zh: '恢复已暂停的项目', en: 'Resume a suspended project' },
  approvePayment: { zh: '审批拨款', en: 'Approve a payment' },
  confirmPayment: { zh: '确认拨款', en: 'Confirm a payment' },
  resolveParkedPayment: { zh: '处理搁置的拨款', en: 'Resolve a parked payment' },
};

export const audienceOf = (actor: Actor): string[] => [
  ...actor.roles.map((role) => `role:${role}`),
  `user:${actor.userId}`,
  ...(actor.organizationId === undefined ? [] : [`org:${actor.organizationId}`]),
];

interface Subject {
  kind: string;
  id: string;
  number: string | null;
  title: string | null;
}

export interface TaskContext {
  actor: Actor;
  language: 'zh' | 'en';
  nowText: string;
}

/** The tasks of a document that are this reader's to do. */
export function presentTasks(tasks: Task[], subject: Subject, { actor, language, nowText }: TaskContext) {
  const mine = new Set(audienceOf(actor));
  return tasks
    .filter(({ audience }) => audience.some((entry) => mine.has(entry)))
    .map((task) => ({
      id: `tsk_${subject.id}_${task.key}`.replace(/[^0-9A-Za-z_]/g, '_'),
      kind: task.kind,
      title: TITLES[task.kind]?.[language] ?? task.kind,
      subject,
      dueAt: task.dueAt ?? null,
      overdue: task.dueAt !== undefined && task.dueAt < nowText,
      reminders: task.reminders ?? 0,
    }));
}
