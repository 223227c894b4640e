import { ProjectReply, type PaymentReply } from '../../../contracts/project-reply';
import { RoundReply } from '../../../contracts/round';
import type { ClientConfig } from '../../../platform/client-config';
import { awaitSettled, checkAccount, readAccount } from '../checks/check-funds';
import { checkAsOutsider, checkInStore } from '../checks/check-ledgers';
import { finding, type Finding } from '../checks/finding';
import { readFacts, readPayments } from '../checks/read-all';
import { inParallel } from '../http/in-parallel';
import type { Conclusion } from '../report/conclusion';
import { formatFunds } from '../report/funds-table';
import { formatStory } from '../report/story-table';
import { checkStory } from './check-story';
import { tellExceptions, type Ended } from './exceptions';
import type { Played } from './play-story';
import type { Scene } from './scene';
import type { Entry } from './to-decision';

const READS_AT_ONCE = 4;

async function readEnded({ auditor }: Scene, { tale, project, refusedAs }: Entry): Promise<Ended> {
  const path = `/projects/${project.projectId}`;
  const [reply, facts] = await Promise.all([
    auditor.get(ProjectReply, path),
    readFacts(auditor, `${path}/history`),
  ]);
  return { serial: tale.serial, project: reply, facts, refusedAs };
}

/** A filed group is paid through its hub, everybody else directly. */
function checkPayees(
  { hubOrganizationId }: Scene,
  all: readonly Ended[],
  payments: readonly PaymentReply[],
  entries: readonly Entry[],
): Finding {
  const payeeOf = new Map(
    all.map(({ serial, project }) => {
      const isFiled = entries.some(({ tale }) => tale.serial === serial && tale.type === 'filedGroup');
      return [project.id, isFiled ? hubOrganizationId : project.organizationId];
    }),
  );
  const astray = payments.filter(
    ({ projectId, payeeOrganizationId }) => payeeOf.get(projectId) !== payeeOrganizationId,
  );
  return finding(
    astray.length === 0,
    '收款方：备案组织由代管单位代收 / payees: filed groups through their hub',
    `${payments.length} 笔 payments`,
  );
}

/** Reads how everything stands through the API, lays it out, and checks it. */
export async function concludeStory({ scene, entries }: Played, config: ClientConfig): Promise<Conclusion> {
  const { auditor, programme, roundId } = scene;
  const round = await auditor.get(RoundReply, `/rounds/${roundId}`);
  const all = await inParallel(entries, READS_AT_ONCE, (entry) => readEnded(scene, entry));
  const projects = all.map(({ project }) => project);
  const payments = (await inParallel(projects, READS_AT_ONCE, ({ id }) => readPayments(auditor, id))).flat();
  const fundIds = Object.values(scene.fundIds);
  await inParallel(fundIds, READS_AT_ONCE, (fundId) => awaitSettled(auditor, fundId));
  const accounts = await inParallel(fundIds, READS_AT_ONCE, (fundId) =>
    readAccount(auditor, fundId, payments, projects),
  );
  const funds = accounts.map(({ fund }) => fund);
  const exceptions = tellExceptions(all, round);
  const traces = {
    projectIds: projects.filter(({ receipt }) => receipt !== null).map(({ id }) => id),
    roundId,
    fundIds,
    paymentIds: payments.map(({ id }) => id),
  };
  const findings = [
    ...checkStory(all, funds, exceptions),
    ...accounts.map(checkAccount),
    checkPayees(scene, all, payments, entries),
    await checkAsOutsider(auditor, traces),
    ...(await checkInStore(config, traces)),
  ];
  const told = exceptions.map((sentence) => `  ${sentence}`).join('\n');
  const text = [
    formatStory(projects, programme),
    formatFunds(funds),
    `特殊情形 Not the usual way:\n${told}`,
  ].join('\n\n');
  return { text, findings };
}
