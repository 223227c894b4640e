import type { Route } from './http/define-route';
import { loginRoute } from './routes/auth/login.route';
import { logoutRoute } from './routes/auth/logout.route';
import { importCalendarYearRoute } from './routes/calendar/import-calendar-year.route';
import { readCalendarRoute } from './routes/calendar/read-calendar.route';
import { takeBankAdviceRoute } from './routes/callbacks/take-bank-advice.route';
import { takeSignatureAdviceRoute } from './routes/callbacks/take-signature-advice.route';
import { createFundRoute } from './routes/funds/create-fund.route';
import { listFundsRoute } from './routes/funds/list-funds.route';
import { readFundRoute } from './routes/funds/read-fund.route';
import { readFundLedgerRoute } from './routes/funds/read-fund-ledger.route';
import { recordDonationRoute } from './routes/funds/record-donation.route';
import { listMyTasksRoute } from './routes/me/list-my-tasks.route';
import { readMeRoute } from './routes/me/read-me.route';
import { listOrganizationsRoute } from './routes/organizations/list-organizations.route';
import { readOrganizationRoute } from './routes/organizations/read-organization.route';
import { registerOrganizationRoute } from './routes/organizations/register-organization.route';
import { updateOrganizationRoute } from './routes/organizations/update-organization.route';
import { approvePaymentRoute } from './routes/payments/approve-payment.route';
import { confirmPaymentRoute } from './routes/payments/confirm-payment.route';
import { readPaymentRoute } from './routes/payments/read-payment.route';
import { rejectPaymentRoute } from './routes/payments/reject-payment.route';
import { listProgrammesRoute } from './routes/programmes/list-programmes.route';
import { publishProgrammeRoute } from './routes/programmes/publish-programme.route';
import { readProgrammeRoute } from './routes/programmes/read-programme.route';
import { validateProgrammeRoute } from './routes/programmes/validate-programme.route';
import { answerObjectionRoute } from './routes/projects/answer-objection.route';
import { createProjectRoute } from './routes/projects/create-project.route';
import { decideAmendmentRoute } from './routes/projects/decide-amendment.route';
import { declareEvaluationConflictRoute } from './routes/projects/declare-evaluation-conflict.route';
import { declareReviewConflictRoute } from './routes/projects/declare-review-conflict.route';
import { declineAwardRoute } from './routes/projects/decline-award.route';
import { downloadAgreementRoute } from './routes/projects/download-agreement.route';
import { downloadAttachmentRoute } from './routes/projects/download-attachment.route';
import { draftEvaluationScoresRoute } from './routes/projects/draft-evaluation-scores.route';
import { draftReviewScoresRoute } from './routes/projects/draft-review-scores.route';
import { editApplicationRoute } from './routes/projects/edit-application.route';
import { extendDeadlineRoute } from './routes/projects/extend-deadline.route';
import { fileObjectionRoute } from './routes/projects/file-objection.route';
import { listActivitiesRoute } from './routes/projects/list-activities.route';
import { listProjectPaymentsRoute } from './routes/projects/list-project-payments.route';
import { listProjectsRoute } from './routes/projects/list-projects.route';
import { listSupervisionNotesRoute } from './routes/projects/list-supervision-notes.route';
import { noteSupervisionRoute } from './routes/projects/note-supervision.route';
import { readAgreementRoute } from './routes/projects/read-agreement.route';
import { readEvaluationRoute } from './routes/projects/read-evaluation.route';
import { readProjectRoute } from './routes/projects/read-project.route';
import { readProjectHistoryRoute } from './routes/projects/read-project-history.route';
import { readReviewRoute } from './routes/projects/read-review.route';
import { recordActivityRoute } from './routes/projects/record-activity.route';
import { recordReturnRoute } from './routes/projects/record-return.route';
import { reopenReviewRoute } from './routes/projects/reopen-review.route';
import { reportEvaluationRoute } from './routes/projects/report-evaluation.route';
import { reportMilestoneRoute } from './routes/projects/report-milestone.route';
import { requestAmendmentRoute } from './routes/projects/request-amendment.route';
import { resumeProjectRoute } from './routes/projects/resume-project.route';
import { reviewMilestoneRoute } from './routes/projects/review-milestone.route';
import { screenProjectRoute } from './routes/projects/screen-project.route';
import { signAgreementRoute } from './routes/projects/sign-agreement.route';
import { stateAuditRoute } from './routes/projects/state-audit.route';
import { submitEvaluationScoresRoute } from './routes/projects/submit-evaluation-scores.route';
import { submitProjectRoute } from './routes/projects/submit-project.route';
import { submitReviewScoresRoute } from './routes/projects/submit-review-scores.route';
import { suspendProjectRoute } from './routes/projects/suspend-project.route';
import { terminateProjectRoute } from './routes/projects/terminate-project.route';
import { uploadAttachmentRoute } from './routes/projects/upload-attachment.route';
import { withdrawProjectRoute } from './routes/projects/withdraw-project.route';
import { filePublicObjectionRoute } from './routes/public/file-public-objection.route';
import { listPublicFundsRoute } from './routes/public/list-public-funds.route';
import { listPublicNoticesRoute } from './routes/public/list-public-notices.route';
import { listPublicProjectsRoute } from './routes/public/list-public-projects.route';
import { listPublicRoundsRoute } from './routes/public/list-public-rounds.route';
import { verifyDocumentRoute } from './routes/public/verify-document.route';
import { cancelRoundRoute } from './routes/rounds/cancel-round.route';
import { closeRoundRoute } from './routes/rounds/close-round.route';
import { createPanelRoute } from './routes/rounds/create-panel.route';
import { createRoundRoute } from './routes/rounds/create-round.route';
import { decideRoundRoute } from './routes/rounds/decide-round.route';
import { extendRoundRoute } from './routes/rounds/extend-round.route';
import { listRoundsRoute } from './routes/rounds/list-rounds.route';
import { publishRoundRoute } from './routes/rounds/publish-round.route';
import { readRankingRoute } from './routes/rounds/read-ranking.route';
import { readRoundRoute } from './routes/rounds/read-round.route';
import { readRoundHistoryRoute } from './routes/rounds/read-round-history.route';
import { releaseWaitlistRoute } from './routes/rounds/release-waitlist.route';
import { reopenRoundReviewRoute } from './routes/rounds/reopen-round-review.route';
import { replacePanelMemberRoute } from './routes/rounds/replace-panel-member.route';
import { changeRolesRoute } from './routes/users/change-roles.route';
import { createUserRoute } from './routes/users/create-user.route';
import { disableUserRoute } from './routes/users/disable-user.route';
import { listUsersRoute } from './routes/users/list-users.route';
import { readUserRoute } from './routes/users/read-user.route';

/** Every route of the API, in the order of a round's life. */
export const ROUTES: readonly Route[] = [
  // auth
  loginRoute,
  logoutRoute,
  // me
  readMeRoute,
  listMyTasksRoute,
  // users
  createUserRoute,
  listUsersRoute,
  readUserRoute,
  changeRolesRoute,
  disableUserRoute,
  // organizations
  registerOrganizationRoute,
  listOrganizationsRoute,
  readOrganizationRoute,
  updateOrganizationRoute,
  // programmes
  publishProgrammeRoute,
  validateProgrammeRoute,
  listProgrammesRoute,
  readProgrammeRoute,
  // calendar
  readCalendarRoute,
  importCalendarYearRoute,
  // funds
  createFundRoute,
  listFundsRoute,
  readFundRoute,
  recordDonationRoute,
  readFundLedgerRoute,
  // rounds
  createRoundRoute,
  publishRoundRoute,
  extendRoundRoute,
  closeRoundRoute,
  cancelRoundRoute,
  releaseWaitlistRoute,
  decideRoundRoute,
  createPanelRoute,
  replacePanelMemberRoute,
  reopenRoundReviewRoute,
  listRoundsRoute,
  readRoundRoute,
  readRankingRoute,
  readRoundHistoryRoute,
  // projects
  withdrawProjectRoute,
  screenProjectRoute,
  declineAwardRoute,
  answerObjectionRoute,
  reportMilestoneRoute,
  reviewMilestoneRoute,
  reportEvaluationRoute,
  stateAuditRoute,
  recordReturnRoute,
  extendDeadlineRoute,
  suspendProjectRoute,
  resumeProjectRoute,
  terminateProjectRoute,
  decideAmendmentRoute,
  reopenReviewRoute,
  signAgreementRoute,
  createProjectRoute,
  listProjectsRoute,
  readProjectRoute,
  editApplicationRoute,
  submitProjectRoute,
  readProjectHistoryRoute,
  readReviewRoute,
  draftReviewScoresRoute,
  submitReviewScoresRoute,
  declareReviewConflictRoute,
  readEvaluationRoute,
  draftEvaluationScoresRoute,
  submitEvaluationScoresRoute,
  declareEvaluationConflictRoute,
  fileObjectionRoute,
  readAgreementRoute,
  downloadAgreementRoute,
  listProjectPaymentsRoute,
  recordActivityRoute,
  listActivitiesRoute,
  noteSupervisionRoute,
  listSupervisionNotesRoute,
  requestAmendmentRoute,
  uploadAttachmentRoute,
  downloadAttachmentRoute,
  // payments
  readPaymentRoute,
  approvePaymentRoute,
  confirmPaymentRoute,
  rejectPaymentRoute,
  // callbacks
  takeBankAdviceRoute,
  takeSignatureAdviceRoute,
  // public
  filePublicObjectionRoute,
  listPublicRoundsRoute,
  listPublicNoticesRoute,
  listPublicProjectsRoute,
  listPublicFundsRoute,
  verifyDocumentRoute,
];
