import { ApplicationFailure } from '@temporalio/workflow';
import { DomainError } from '../../domain/domain-error';

/** A refusal as Temporal carries it: the type is the error's code, the detail its params. Anything else stays as it is. */
export function asFailure(error: unknown): unknown {
  if (!(error instanceof DomainError)) return error;
  return ApplicationFailure.create({
    message: error.message,
    type: error.code,
    details: [error.params],
    nonRetryable: true,
  });
}

/** In an accepted update a plain error would wedge the workflow: it becomes a failure of that update alone. */
export function asUpdateFailure(error: unknown): unknown {
  const failure = asFailure(error);
  if (failure instanceof ApplicationFailure) return failure;
  return ApplicationFailure.create({ message: String(error), type: 'INTERNAL', nonRetryable: true });
}
