import { ApplicationContent, type ApplicationDraft } from '../../contracts/application';
import type { ProjectReply } from '../../contracts/project-reply';
import type { ProgrammeDefinition } from '../../contracts/programme';
import { DomainError } from '../../domain/domain-error';
import { PROJECT_RULES } from '../../domain/project/project.rules';
import { assertAllowed } from '../../domain/project/project-lifecycle';
import type { Application } from '../../domain/project/project.state';
import type { ProjectSetting } from '../../domain/project/project.vocabulary';
import type { RoundState } from '../../domain/round/round.state';
import { countCharacters } from '../../domain/text';
import { claim, passClaim, releaseClaim } from '../../store/claims.repository';
import { changeDraft, createDraft, markSubmitted } from '../../store/drafts.repository';
import { numberOf } from '../../store/numbers.repository';
import { keepSubmission } from '../../store/submissions.repository';
import { readView } from '../../store/views.repository';
import { commandOf } from '../commands/gateway';
import type { Call } from '../http/define-route';
import { assertOwn, loadDossier, replyWith, type Dossier } from './dossier';
import { loadOrganization } from './organizations';
import { settingFor } from './programmes';
import { assertVersion } from './project-commands';
import { wasTaken } from './taken';

async function loadRound(call: Call, roundId: string): Promise<RoundState> {
  const round = await readView<RoundState>(call.deps.store, 'round', roundId);
  if (!round) throw new DomainError('NOT_FOUND');
  return round;
}

/** A draft may be begun while a round is published, and for nobody but one's own organisation. */
export async function createProject(
  call: Call,
  body: { roundId: string; organizationId: string; title: string },
): Promise<ProjectReply> {
  const { store } = call.deps;
  if (call.actor.organizationId !== body.organizationId)
    throw new DomainError('FORBIDDEN', { permission: 'project:apply' });
  const round = await loadRound(call, body.roundId);
  assertMayApply(round, body.organizationId);
  const organization = await loadOrganization(store, body.organizationId);
  const id = call.newId('prj');
  const serial = await numberOf(store, `project:${round.id}`, id);
  await createDraft(store, {
    _id: id,
    version: 1,
    number: `${round.number}-${String(serial).padStart(4, '0')}`,
    roundId: round.id,
    organizationId: organization.id,
    organizationName: organization.name,
    ownerId: call.actor.userId,
    programme: round.programme,
    content: { title: body.title },
    createdAt: call.now,
    updatedAt: call.now,
  });
  return replyWith(call, await loadDossier(call, id));
}

function assertMayApply(round: RoundState, organizationId: string): void {
  if (round.operatorOrganizationId === organizationId) throw new DomainError('OPERATOR_MAY_NOT_APPLY');
  if (round.phase === 'draft') throw new DomainError('ROUND_NOT_OPEN', { opensAt: round.opensAt });
  if (round.phase !== 'published') throw new DomainError('ROUND_CLOSED', { closesAt: round.closesAt });
}

const EDITABLE = ['draft', 'correction'];

export async function editApplication(
  call: Call,
  projectId: string,
  change: ApplicationDraft,
): Promise<ProjectReply> {
  const dossier = await loadDossier(call, projectId);
  assertOwn(dossier, call.actor);
  const { stage, suspended } = dossier.state;
  if (!EDITABLE.includes(stage)) assertAllowed(stage, suspended !== null, 'edit');
  assertVersion(call, dossier.version);
  await mergeIntoForm(call, dossier, change);
  return replyWith(call, await loadDossier(call, projectId));
}

/** Two who write different fields at once both keep what they wrote, unless one of them said which version they saw. */
async function mergeIntoForm(call: Call, { state, draft }: Dossier, change: ApplicationDraft): Promise<void> {
  const { store } = call.deps;
  const content = { ...draft.content, ...change };
  try {
    await changeDraft(store, draft._id, draft.version, { content, updatedAt: call.now });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'VERSION_CONFLICT') throw error;
    if (call.expectedVersion !== undefined)
      throw new DomainError('VERSION_CONFLICT', { version: Number(error.params.version) + state.version });
    await mergeIntoForm(call, await loadDossier(call, draft._id), change);
  }
}

/** The whole form, or every field that it still lacks. */
function completeForm(content: ApplicationDraft): ApplicationContent {
  const parsed = ApplicationContent.safeParse(content);
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))];
  throw new DomainError('APPLICATION_INCOMPLETE', { fields });
}

function assertFits(content: ApplicationContent, { application, signing }: ProgrammeDefinition): void {
  // Without it nobody could sign for the host, and the award would lapse.
  if (signing.parties.includes('host') && content.hostOrganizationId === undefined)
    throw new DomainError('APPLICATION_INCOMPLETE', { fields: ['hostOrganizationId'] });
  const known = application.categories.map(({ key }) => key);
  const unknown = content.categories.filter((category) => !known.includes(category));
  if (unknown.length > 0) throw new DomainError('CATEGORY_UNKNOWN', { categories: unknown, known });
  const given = countCharacters(content.summary);
  const limit = application.summaryMaxCharacters;
  if (given > limit) throw new DomainError('TEXT_TOO_LONG', { field: 'summary', limit, given });
}

async function applicationOf(
  call: Call,
  { draft }: Dossier,
  content: ApplicationContent,
): Promise<Application> {
  const { store } = call.deps;
  const organization = await loadOrganization(store, draft.organizationId);
  const { title, summary, categories, ask, budget, hostOrganizationId } = content;
  if (hostOrganizationId !== undefined) await loadOrganization(store, hostOrganizationId);
  return {
    title,
    summary,
    categories,
    organizationId: organization.id,
    organizationName: organization.name,
    organizationKind: organization.kind,
    ...(organization.hubOrganizationId === undefined
      ? {}
      : { hubOrganizationId: organization.hubOrganizationId }),
    ...(hostOrganizationId === undefined ? {} : { hostOrganizationId }),
    askFen: ask.amount,
    budget: budget.map(({ head, description, grant, own, inKind }) => ({
      head,
      description,
      grantFen: grant.amount,
      ownFen: own.amount,
      inKindFen: inKind.amount,
    })),
    documentSha256: await keepSubmission(store, draft._id, content),
  };
}

/** The one application of an organisation in a round, where the programme says so; one that was withdrawn makes room. */
async function claimPlace(call: Call, { draft }: Dossier): Promise<string> {
  const { store } = call.deps;
  const name = `application:${draft.roundId}:${draft.organizationId}`;
  const holder = await claim(store, name, draft._id);
  if (holder === draft._id) return name;
  const other = await readView<RoundState & { stage: string }>(store, 'project', holder);
  const gone = other !== null && (other as { stage: string }).stage === 'withdrawn';
  if (!gone || !(await passClaim(store, name, holder, draft._id)))
    throw new DomainError('ONE_PROJECT_PER_ORGANIZATION');
  return name;
}

/** Submits the form, for the first time or as a correction. Refused at the door, it leaves no workflow behind. */
export async function submitApplication(call: Call, projectId: string): Promise<ProjectReply> {
  const dossier = await loadDossier(call, projectId);
  assertOwn(dossier, call.actor);
  if (await wasTaken(call, projectId)) {
    // Cut off before it came to this, the form would stay among the drafts and ask for its submission for ever.
    await markSubmitted(call.deps.store, projectId);
    return replyWith(call, dossier);
  }
  assertVersion(call, dossier.version);
  const { state, draft } = dossier;
  if (!EDITABLE.includes(state.stage)) assertAllowed(state.stage, state.suspended !== null, 'submit');
  const round = await loadRound(call, draft.roundId);
  if (state.stage === 'draft') assertMayApply(round, draft.organizationId);
  const setting = await settingFor(call.deps.store, draft.programme, call.nowMs);
  const content = completeForm(draft.content);
  assertFits(content, setting.definition);
  const payload = {
    roundId: round.id,
    number: draft.number,
    opensAt: round.opensAt,
    closesAt: round.closesAt,
    application: await applicationOf(call, dossier, content),
  };
  return send(call, dossier, payload, setting);
}

async function send(
  call: Call,
  dossier: Dossier,
  payload: object,
  setting: ProjectSetting,
): Promise<ProjectReply> {
  const { state, draft } = dossier;
  const { commandId, actor } = call;
  const order = { kind: 'project' as const, id: draft._id, commandId, type: 'submit', actor, payload };
  // The same rules as in the workflow: what they refuse never gets as far as opening one.
  PROJECT_RULES.decide(state, commandOf(order), setting, call.nowMs);
  const onlyOne = setting.definition.application.onePerOrganization && state.version === 0;
  const place = onlyOne ? await claimPlace(call, dossier) : undefined;
  try {
    const { version } = await call.deps.commands.open(order, setting);
    await markSubmitted(call.deps.store, draft._id);
    return await replyWith(call, await loadDossier(call, draft._id, version + draft.version));
  } catch (error) {
    const isRefused =
      error instanceof DomainError && !['ENGINE_UNAVAILABLE', 'STORE_BEHIND'].includes(error.code);
    if (place !== undefined && isRefused) await releaseClaim(call.deps.store, place, draft._id);
    throw error;
  }
}
