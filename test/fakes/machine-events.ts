import { type EventFromLogic, type SnapshotFrom, transition } from 'xstate';
import { changeSetOf } from '../../src/engine/change/change-set.ts';
import { settled } from '../../src/engine/change/review/decisions.ts';
import { ForgeError } from '../../src/engine/forge-error.ts';
import type { ContentStore } from '../../src/engine/ports/content-store.ts';
import type { Attempt, Plan, Review, RunContext } from '../../src/engine/run/run-context.ts';
import { buildRunMachine, type RunMachine } from '../../src/engine/run/run-machine.ts';
import { linkPhases } from '../../src/engine/workflow/link-phases.ts';
import type { Workflow } from '../../src/engine/workflow/workflow.ts';

export type MachineSnapshot = SnapshotFrom<RunMachine>;
export type MachineEvent = EventFromLogic<RunMachine>;

/** A machine of a workflow, and all that can happen to it: no work is done, its ends are made up. */
export interface ExploredMachine {
  readonly machine: RunMachine;
  /** Everything that can happen in a state, as the outside would report it. */
  readonly eventsIn: (snapshot: MachineSnapshot) => readonly MachineEvent[];
  /** The state after cancelling, or the end that is already there. */
  readonly cancelled: (snapshot: MachineSnapshot) => MachineSnapshot;
}

export function exploreMachine(workflow: Workflow, contents: ContentStore): ExploredMachine {
  const machine = buildRunMachine(linkPhases(workflow));
  const kinds = new Map<string, string>(workflow.phases.map(({ id, kind }) => [id, kind]));
  const changed = ['one', 'two'].map(text => {
    const next = contents.put(new TextEncoder().encode(text));
    return changeSetOf({ 'a.py': { base: null, next, executable: false } }, contents);
  });

  const actorEvents = (state: string) => ({
    done: (output: unknown) => synthetic(`xstate.done.actor.0.${workflow.name}.${state}`, { output }),
    failed: (error: unknown) => synthetic(`xstate.error.actor.0.${workflow.name}.${state}`, { error }),
  });

  const eventsIn = ({ value, context }: MachineSnapshot): readonly MachineEvent[] => {
    const state = String(value);
    const { done, failed } = actorEvents(state);
    const faults = [...[refused, unreachable, capped, new Error('bug')].map(failed), cancel];
    const edits = changed.map(changeSet => ({ changeSet }));
    switch (kinds.get(state) ?? state) {
      case 'prepare':
        return [done({}), ...faults];
      case 'reproduce':
        return [done({}), done(attemptsOn(context, contents)[0]), ...faults];
      case 'plan':
        return [done({ plan }), ...faults];
      case 'approve':
        return [
          { type: 'plan.approve', plan: context.plan ?? plan },
          { type: 'plan.revise', feedback: 'Smaller.' },
          cancel,
        ];
      case 'code':
      case 'repair':
        return [...edits.map(done), ...faults];
      case 'execute':
        return [...attemptsOn(context, contents).map(done), ...faults];
      case 'review':
        return [
          ...reviews.flatMap(review => [{ review }, ...edits.map(edit => ({ ...edit, review }))]).map(done),
          ...faults,
        ];
      case 'decide':
        return [decide([]), decide([], true), decide(['a.py']), decide(['a.py'], true), cancel];
      case 'apply':
        return [done(written(context)), failed(stale), ...faults];
      case 'paused':
        return [{ type: 'run.resume' }, cancel];
      case 'cancelling':
        return [done(undefined), failed(new Error('left over'))];
      default:
        return [];
    }
  };

  const cancelled = (snapshot: MachineSnapshot): MachineSnapshot => {
    if (snapshot.status === 'done') return snapshot;
    const [cancelling] = snapshot.value === 'cancelling' ? [snapshot] : transition(machine, snapshot, cancel);
    const [end] = transition(machine, cancelling, actorEvents('cancelling').done(undefined));
    return end;
  };

  return { machine, eventsIn, cancelled };
}

const plan: Plan = {
  subtasks: [{ id: 1, description: 'd', dependencies: [], complexity: 'simple' }],
  reasoning: '',
};

const cancel: MachineEvent = { type: 'run.cancel' };
const decide = (accepted: readonly string[], isOpen = false): MachineEvent => ({
  type: 'changes.decide',
  decision: { verdicts: {}, edits: {}, accepted, onConflict: 'refuse', writes: accepted.length > 0, isOpen },
});

const written = ({ decisions }: RunContext) => {
  if (decisions.pending === null) throw new Error('apply was reached without a decision');
  return { decisions: settled(decisions, decisions.pending), accepted: decisions.pending.accepted };
};

const refused = new ForgeError('provider.refused', 'No.');
const unreachable = new ForgeError('provider.unreachable', 'Down.', { retryable: true });
const capped = new ForgeError('budget.exceeded', 'The cap is reached.');
const stale = new ForgeError('workspace.stale-base', 'a.py changed meanwhile.');

/** What an actor's end looks like to the machine; these events are XState's own and in no one's union. */
function synthetic(type: string, parts: object): MachineEvent {
  return { type, ...parts } as unknown as MachineEvent;
}

const reviews: readonly Review[] = [0.9, 0.1].map(confidence => ({
  rootCause: 'r',
  errorType: 'logic_error',
  fixDescription: 'f',
  confidence,
  changesMade: '',
}));

/** One more attempt on what there is, green and red. */
function attemptsOn(
  { attempts, changeSet }: RunContext,
  contents: ContentStore,
): Pick<RunContext, 'attempts'>[] {
  const empty = contents.put(new Uint8Array());
  const red = {
    kind: 'failed',
    errorType: 'logic_error',
    fingerprint: changeSet.hash,
    headline: 'x',
    digest: empty,
    knownBefore: [],
  } as const;
  return ([{ kind: 'passed' }, red] as const).map(verdict => {
    const attempt: Attempt = {
      number: attempts.length + 1,
      changeSet: changeSet.hash,
      command: 'c',
      backend: 'embedded',
      verdict,
      exitCode: verdict.kind === 'passed' ? 0 : 1,
      durationMs: 1,
      output: empty,
    };
    return { attempts: [...attempts, attempt] };
  });
}
