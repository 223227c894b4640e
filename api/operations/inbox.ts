import type { z } from 'zod';
import type { TaskReply } from '../../contracts/project-reply';
import type { AggregateKind } from '../../contracts/fact';
import type { Task } from '../../domain/aggregate';
import { viewsOf, type ViewDocument } from '../../store/views.repository';
import type { Call } from '../http/define-route';
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

/** What a person has to do now, overdue and soonest first; one query a kind, whatever the number of duties. */
export async function readInbox(call: Call): Promise<z.infer<typeof TaskReply>[]> {
  const { actor, language, now: nowText } = call;
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
        presentTasks((document as unknown as Listed).tasks, subjectOf(kind, document), {
          actor,
          language,
          nowText,
        }),
      );
    }),
  );
  return found.flat().sort((left, right) => (left.dueAt ?? '~').localeCompare(right.dueAt ?? '~'));
}
