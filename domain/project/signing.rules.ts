import { DomainError } from '../domain-error';
import { splitFen } from '../money';
import type {
  Consequence,
  ProjectCommands,
  ProjectContext,
  ProjectDeciders,
  ProjectEvolvers,
} from './project.vocabulary';
import type { ProjectState } from './project.state';
import type { SigningParty } from '../../contracts/programme';
import { endAs, moveTo } from './stage-moves';

/** The party an actor signs for: the one they name, else the first they may act for that has not signed. */
function partyToSign(state: ProjectState, payload: ProjectCommands['sign'], userId: string): SigningParty {
  const parties = state.agreement?.parties ?? [];
  if (parties.some(({ signedBy }) => signedBy === userId))
    throw new DomainError('DUTIES_EXCLUSIVE', {
      first: 'sign for one party',
      second: 'sign for another party',
    });
  const named = parties.find(({ party }) => party === payload.party);
  if (named?.signedBy) throw new DomainError('PARTY_SIGNED');
  const open = parties.filter(({ party, signedBy }) => !signedBy && payload.mayActFor.includes(party));
  const chosen = payload.party === undefined ? open[0] : open.find(({ party }) => party === payload.party);
  if (!chosen) throw new DomainError('NOT_A_PARTY');
  return chosen.party;
}

export const decideSigning: ProjectDeciders = {
  // The first document drawn up is the agreement; a repeated drawing is the same document and changes nothing.
  drawUpAgreement: (state, payload) =>
    state.agreement?.sha256 ? [] : [{ type: 'agreementDrawnUp', data: payload }],
  sign: (state, payload, { actor }) => {
    const sha256 = state.agreement?.sha256;
    if (!sha256) throw new DomainError('AGREEMENT_NOT_READY');
    if (payload.documentSha256 !== sha256) throw new DomainError('DOCUMENT_HASH_MISMATCH');
    const party = partyToSign(state, payload, actor.userId);
    return [{ type: 'agreementSigned', data: { party, signedBy: actor.userId, documentSha256: sha256 } }];
  },
};

/** The last signature concludes the agreement: tranches are split to the fen, milestones laid out, the project begins. */
export const concludeAgreement: Consequence = (state, context) => {
  const parties = state.agreement?.parties ?? [];
  if (state.stage !== 'signing' || parties.length === 0 || parties.some(({ signedBy }) => !signedBy))
    return [];
  const milestones = context.definition.milestones.map(({ key, after, within }) => ({ key, after, within }));
  return [{ type: 'agreementConcluded', data: { tranches: planTranches(state, context), milestones } }];
};

function planTranches(state: ProjectState, context: ProjectContext) {
  const { tranches } = context.definition;
  if (tranches.length === 0) return [];
  const amounts = splitFen(
    state.money.awardFen,
    tranches.map(({ share }) => share),
  );
  return tranches.map(({ key, gates, payWithin }, index) => ({
    key,
    gates,
    payWithin,
    amountFen: amounts[index] ?? 0,
    paymentId: `${state.id.replace('prj_', 'pay_')}${String(index + 1).padStart(2, '0')}`,
  }));
}

export const evolveSigning: ProjectEvolvers = {
  agreementDrawnUp: (state, { documentId, sha256 }) =>
    state.agreement ? { ...state, agreement: { ...state.agreement, documentId, sha256 } } : state,
  agreementSigned: (state, { party, signedBy }, { at }) =>
    state.agreement
      ? {
          ...state,
          agreement: {
            ...state.agreement,
            parties: state.agreement.parties.map((entry) =>
              entry.party === party ? { party, signedBy, signedAt: at } : entry,
            ),
          },
        }
      : state,
  agreementConcluded: (state, { tranches, milestones }, { at }) => ({
    ...moveTo(state, 'implementation', at),
    agreement: state.agreement ? { ...state.agreement, concludedAt: at } : null,
    tranches: tranches.map((tranche) => ({ ...tranche, status: 'waiting' })),
    milestones: milestones.map((milestone) => ({ ...milestone, status: 'notScheduled', overdue: false })),
  }),
  signingLapsed: (state, _data, { at }) => endAs(state, 'declined', at, 'the deadline for signing passed'),
};
