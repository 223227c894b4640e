import { defineSignal } from '@temporalio/workflow';
import type { Command } from '../../contracts/fact';

/** How machines and peers speak to an aggregate: no answer is waited for, the command's id makes a repeat harmless. */
export const deliverSignal = defineSignal<[Command]>('deliver');
