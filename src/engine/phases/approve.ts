import type { PhaseKind } from './phase-kind.ts';

/** A person approves the plan, perhaps edited, or asks for another one. The run waits here as long as they like. */
export const approve: PhaseKind = {
  routes: ({ onward }) => onward,
};
