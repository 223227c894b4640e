import type { z } from 'zod';
import type { TaskReply } from '../../contracts/project-reply';
import type { AggregateKind } from '../../contracts/fact';
import type { Task } from '../../domain/aggregate';
import { draftsOf } from '../../store/drafts.repository';
import { viewsOf, type ViewDocument } from '../../store/views.repository';
import type { Call } from '../http/define-route';
import { tasksOfDraft } from './dossier';
import { audienceOf, presentTasks } from '../presenters/task.presenter';

const KINDS = ['project', 'round', 'payment'] as const satisfies AggregateKind[];
/** More than anybody does in a day; the oldest duties come first. */
const MAX_DOCUMENTS = 500;

interface Listed {
  number?: string;
  name?: string;
  trancheKey?: string;
  application?: { title: string } | null;
  tasks: Task[];
}

const subjectOf = (kind: string, document: ViewDocument) => {
  const { number, name, trancheKey, application } = document as unknown as Listed;
  return {
    kind,
    id: document._id,
    number: number ?? null,
    title: application?.title ?? name ?? trancheKey ?? null,
  };
};

/** Forms that were begun and not submitted wait for their makers. */
async function draftTasks(call: Call): Promise<z.infer<typeof TaskReply>[]> {
  const { organizationId, roles } = call.actor;
  if (organizationId === undefined || !roles.includes('applicant')) return [];
  const drafts = await draftsOf(call.deps.store)
    .find({ organizationId, submitted: { $ne: true } })
    .limit(MAX_DOCUMENTS)
    .toArray();
  return drafts.flatMap((draft) => {
    const { _id: id, number, content } = draft;
    const subject = { kind: 'project', id, number, title: content.title ?? null };
    return presentTasks(tasksOfDraft(draft), subject, contextOf(call));
  });
}

const contextOf = ({ actor, language, now: nowText }: Call) => ({ actor, language, nowText });

/** What a person has to do now, overdue and soonest first; one query a kind, whatever the number of duties. */
export async function readInbox(call: Call): Promise<z.infer<typeof TaskReply>[]> {
  const { actor } = call;
  const found = await Promise.all(
    KINDS.map(async (kind) => {
      const documents = await viewsOf(call.deps.store, kind)
        .find({ 'tasks.audience': { $in: audienceOf(actor) } })
        .project<ViewDocument>({
          tasks: 1,
          number: 1,
          name: 1,
          trancheKey: 1,
          'application.title': 1,
          version: 1,
        })
        .limit(MAX_DOCUMENTS)
        .toArray();
      return documents.flatMap((document) =>
        presentTasks((document as unknown as Listed).tasks, subjectOf(kind, document), contextOf(call)),
      );
    }),
  );
  return [...found.flat(), ...(await draftTasks(call))].sort((left, right) =>
    (left.dueAt ?? '~').localeCompare(right.dueAt ?? '~'),
  );
}
