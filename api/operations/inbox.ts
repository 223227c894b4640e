import type { z } from 'zod';
import type { TaskQuery } from '../../contracts/listing';
import type { TaskReply } from '../../contracts/project-reply';
import type { AggregateKind } from '../../contracts/fact';
import type { Task } from '../../domain/aggregate';
import { draftsOf } from '../../store/drafts.repository';
import { viewsOf, type ViewDocument } from '../../store/views.repository';
import type { Page } from '../../store/listing';
import type { Call } from '../http/define-route';
import { conflictsOf, projectScope } from '../http/scope';
import { tasksOfDraft } from './dossier';
import { pageThrough } from './lists';
import { audienceOf, presentTasks } from '../presenters/task.presenter';

const KINDS = ['project', 'round', 'payment'] as const satisfies AggregateKind[];
const LISTED_FIELDS = {
  tasks: 1,
  number: 1,
  name: 1,
  trancheKey: 1,
  'application.title': 1,
  version: 1,
};
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

/** Which documents of a kind this person may know of: whom a project is hidden from has no duty in it either. */
async function scopeOf(call: Call, kind: (typeof KINDS)[number]): Promise<Record<string, unknown>> {
  if (kind === 'project') return projectScope(call.actor);
  if (kind === 'round') return {};
  const conflicted = await viewsOf(call.deps.store, 'project')
    .find(conflictsOf(call.actor), { projection: { _id: 1 } })
    .toArray();
  return conflicted.length === 0 ? {} : { projectId: { $nin: conflicted.map(({ _id }) => _id) } };
}

type Duty = z.infer<typeof TaskReply>;

async function dutiesIn(call: Call, kind: (typeof KINDS)[number]): Promise<Duty[]> {
  const documents = await viewsOf(call.deps.store, kind)
    .find({ $and: [{ 'tasks.audience': { $in: audienceOf(call.actor) } }, await scopeOf(call, kind)] })
    .project<ViewDocument>(LISTED_FIELDS)
    .limit(MAX_DOCUMENTS)
    .toArray();
  return documents.flatMap((document) =>
    presentTasks((document as unknown as Listed).tasks, subjectOf(kind, document), contextOf(call)),
  );
}

/** Overdue and soonest first, what has no date last; the id settles ties, so that a page has one next. */
const placeOf = ({ dueAt, id }: Duty): string => `${dueAt ?? '~'} ${id}`;

/** What a person has to do now; one query a kind, whatever the number of duties. */
export async function readInbox(call: Call, { kind, ...query }: TaskQuery): Promise<Page<Duty>> {
  const found = await Promise.all([...KINDS.map((each) => dutiesIn(call, each)), draftTasks(call)]);
  const duties = found.flat().filter((duty) => kind === undefined || duty.kind === kind);
  return pageThrough(duties, query, placeOf);
}
