import type { PhaseKindName } from './workflow.ts';

/** The phase kinds that wait for a person: the time in them is not the run's. */
export const waitingKinds: ReadonlySet<PhaseKindName | 'prepare'> = new Set(['approve', 'decide']);
