import { pipeline } from 'node:stream/promises';
import type { z } from 'zod';
import type { SignAgreement } from '../../contracts/project';
import type { AgreementReply, ProjectReply } from '../../contracts/project-reply';
import { DomainError } from '../../domain/domain-error';
import { readAttachment } from '../../store/attachments';
import type { Call } from '../http/define-route';
import { presentAgreement } from '../presenters/project.presenter';
import { loadDossier, type Dossier } from './dossier';
import { commandProject } from './project-commands';
import { partiesOf } from './signers';

export async function readAgreement(call: Call, projectId: string): Promise<z.infer<typeof AgreementReply>> {
  const { state } = await loadDossier(call, projectId);
  const agreement = presentAgreement(state);
  if (!agreement) throw new DomainError('NOT_FOUND');
  return agreement;
}

/** The agreement's bytes, whose SHA-256 the parties sign. */
export async function downloadAgreement(call: Call, projectId: string): Promise<void> {
  const { state } = await loadDossier(call, projectId);
  if (!state.agreement) throw new DomainError('NOT_FOUND');
  const { documentId } = state.agreement;
  const document = documentId === null ? null : await readAttachment(call.deps.store, documentId);
  if (!document) throw new DomainError('AGREEMENT_NOT_READY');
  call.response
    .type('application/pdf')
    .setHeader('Content-Disposition', `attachment; filename="${state.number}.pdf"`)
    .setHeader('Content-Length', document.bytes);
  await pipeline(document.content, call.response);
}

const mayActFor = (call: Call, { state, draft }: Dossier) =>
  partiesOf(call.actor, { grantee: draft.organizationId, host: state.application?.hostOrganizationId });

/** Signs for the party named, or for the only one that this person may sign for. */
export async function signAgreement(
  call: Call,
  projectId: string,
  { documentSha256, party }: z.infer<typeof SignAgreement>,
): Promise<ProjectReply> {
  const payload = { documentSha256, mayActFor: mayActFor(call, await loadDossier(call, projectId)) };
  return commandProject(call, projectId, 'sign', { ...payload, ...(party === undefined ? {} : { party }) });
}

/** The grantee gives the award up, or the host will not have the project; the funder and the operator terminate instead. */
export async function declineAward(call: Call, projectId: string, reason: string): Promise<ProjectReply> {
  const parties = mayActFor(call, await loadDossier(call, projectId));
  if (!parties.includes('grantee') && !parties.includes('host')) throw new DomainError('NOT_A_PARTY');
  return commandProject(call, projectId, 'decline', { reason });
}
