import type { Db, IndexDescription } from 'mongodb';

/** Each index with the query it serves or the fault it prevents. */
const INDEXES: Record<string, IndexDescription[]> = {
  // The facts of one kind of an aggregate (its activities, its supervision notes) without reading its whole history.
  ledger: [{ key: { aggregateId: 1, type: 1, _id: 1 }, name: 'facts-by-type' }],
  projects: [
    // A round's board by stage, and the count of those that still wait for a review before a decision.
    { key: { roundId: 1, stage: 1, _id: 1 }, name: 'round-stage' },
    // An organisation sees its own projects, and nobody else's.
    { key: { 'application.organizationId': 1, _id: 1 }, name: 'organization' },
    // A reviewer sees the projects they sit on, conflicts left out.
    { key: { 'assessments.seats.reviewerId': 1, _id: 1 }, name: 'reviewer' },
    // A host sees the projects of its own community.
    { key: { 'application.hostOrganizationId': 1, _id: 1 }, name: 'host' },
    // The public's notices and funded projects, over all rounds.
    { key: { stage: 1, _id: 1 }, name: 'stage' },
    // Anybody may ask whose agreement a document is.
    { key: { 'agreement.sha256': 1 }, name: 'agreement' },
    // The inbox: what somebody has to do now.
    { key: { 'tasks.audience': 1, _id: 1 }, name: 'tasks' },
    // Full text in Chinese and Latin, by stored terms.
    { key: { terms: 1, _id: 1 }, name: 'terms' },
  ],
  rounds: [
    { key: { phase: 1, _id: 1 }, name: 'phase' },
    { key: { 'tasks.audience': 1, _id: 1 }, name: 'tasks' },
    { key: { terms: 1, _id: 1 }, name: 'terms' },
  ],
  payments: [
    // A project's payments, and one round's.
    { key: { projectId: 1, _id: 1 }, name: 'project' },
    { key: { 'tasks.audience': 1, _id: 1 }, name: 'tasks' },
  ],
  funds: [{ key: { terms: 1, _id: 1 }, name: 'terms' }],
  organizations: [
    // The register looked up by code before another organisation takes it; claims keep two from taking it at once.
    { key: { creditCode: 1, _id: 1 }, name: 'credit-code' },
    { key: { terms: 1, _id: 1 }, name: 'terms' },
  ],
  // Drafts of a round and of an organisation, for their lists.
  drafts: [
    { key: { organizationId: 1, _id: 1 }, name: 'organization' },
    { key: { roundId: 1, _id: 1 }, name: 'round' },
  ],
  // A panel's member lists are asked for by project.
  'files.files': [{ key: { 'metadata.projectId': 1, _id: 1 }, name: 'project' }],
  // A project's attachments.
  panels: [{ key: { projectIds: 1 }, name: 'project' }],
  // A session ends by itself, so that a stolen token does not live for ever.
  sessions: [
    { key: { expiresAt: 1 }, name: 'expiry', expireAfterSeconds: 0 },
    // Disabling a person ends all their sessions.
    { key: { userId: 1 }, name: 'user' },
  ],
  // A reply is kept for a day: long enough for every retry, short enough that the collection stays small.
  idempotency: [{ key: { createdAt: 1 }, name: 'expiry', expireAfterSeconds: 86_400 }],
};

export const name = '2026-11-24-indexes';

export async function up(db: Db): Promise<void> {
  for (const [collection, indexes] of Object.entries(INDEXES))
    await db.collection(collection).createIndexes(indexes);
}
