import { pipeline } from 'node:stream/promises';
import type { z } from 'zod';
import type { SignAgreement } from '../../contracts/project';
import type { AgreementReply, ProjectReply } from '../../contracts/project-reply';
import { DomainError } from '../../domain/domain-error';
import { readAttachment } from '../../store/attachments';
import type { Call } from '../http/define-route';
import { presentAgreement } from '../presenters/project.presenter';
import { loadDossier } from './dossier';
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

/** Signs for the party named, or for the only one that this person may sign for. */
export async function signAgreement(
  call: Call,
  projectId: string,
  body: z.infer<typeof SignAgreement>,
): Promise<ProjectReply> {
  const { state, draft } = await loadDossier(call, projectId);
  const mayActFor = partiesOf(call.actor, {
    grantee: draft.organizationId,
    host: state.application?.hostOrganizationId,
  });
  const { documentSha256, party } = body;
  const payload = { documentSha256, mayActFor, ...(party === undefined ? {} : { party }) };
  return commandProject(call, projectId, 'sign', payload);
}
