import type { RunContext } from '../run/run-context.ts';
import type { RunGuardName } from '../run/run-guards.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import type { Phase } from '../workflow/workflow.ts';

/** What one kind of phase contributes: where it leads, and what it does there. */
export interface PhaseKind {
  /** Tried in order once the work is done, or, for a phase that waits, once the person has spoken. */
  readonly routes: (links: PhaseLinks) => readonly Route[];
  /** Missing for a phase that waits for a person. Safe to repeat: a resumed run starts it again. */
  readonly work?: PhaseWork;
}

/** Does a phase's work and returns what changed in the context. Throws ForgeError, or the signal's AbortError. */
export type PhaseWork = (
  visit: PhaseVisit,
  services: PhaseServices,
  signal: AbortSignal,
) => Promise<ContextPatch>;

export interface PhaseVisit {
  readonly phase: Phase;
  readonly context: RunContext;
}

export type ContextPatch = Partial<RunContext>;

/** A way out of a phase: taken when every guard holds on the context with the phase's patch. */
export interface Route {
  readonly to: string;
  readonly when: readonly RunGuardName[];
}

/** The ways that lie before a phase in its workflow. */
export interface PhaseLinks {
  /** Into what follows, past the repair loop. */
  readonly onward: readonly Route[];
  /** Into the repair loop behind an `execute`; empty where there is none. */
  readonly repairs: readonly Route[];
  /** Into the next phase of the loop, from within it; empty at its end. */
  readonly nextRepair: readonly Route[];
  /** Back to the `execute` of the loop this phase is in. */
  readonly again: readonly Route[];
  /** Into the phase itself. */
  readonly here: readonly Route[];
  /** Back to the person's decision that lies before; empty where there is none. */
  readonly decision: readonly Route[];
}

/** The same ways, open only under one more condition. */
export function under(guard: RunGuardName, routes: readonly Route[]): readonly Route[] {
  return routes.map(({ to, when }) => ({ to, when: [guard, ...when] }));
}

export const toFailed: Route = { to: 'failed', when: [] };

/** How often the phase has been entered, with its id: the name of this visit. */
export function visitName({ phase, context }: PhaseVisit): string {
  return `${phase.id}#${context.visits[phase.id] ?? 1}`;
}
