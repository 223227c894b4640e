export { disbursementWorkflow } from './disbursement/disbursement.workflow';
export { fundWorkflow } from './fund/fund.workflow';
export { projectWorkflow } from './project/project.workflow';
export { roundWorkflow } from './round/round.workflow';
