import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { Command } from '../../contracts/fact';

/** How machines and peers speak to an aggregate: no answer is waited for, the command's id makes a repeat harmless. */
export const deliverSignal = defineSignal<[Command]>('deliver');

/** Where an aggregate stands, for the reconciler: `version` is decided, `recordedSeq` is in the ledger. */
export interface Position {
  version: number;
  recordedSeq: number;
  isBehind: boolean;
}

export const positionQuery = defineQuery<Position>('position');
