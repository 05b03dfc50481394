import type { RunMachine } from './run-machine.ts';

/** A machine as a drawing: derived from the statechart that runs, so that it cannot tell another story. */
export interface FlowGraph {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
}

export interface FlowNode {
  readonly id: string;
  /** `work` does something, `wait` waits for a person, `end` is where a run stops. */
  readonly role: 'work' | 'wait' | 'end';
  readonly isInitial: boolean;
}

export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  readonly trigger: 'done' | 'error' | 'person';
  /** In words of the guard table, such as `is-green`; empty: always. */
  readonly condition: string;
}

export function flowGraph(machine: RunMachine): FlowGraph {
  const states = Object.values(machine.states);
  const initial = machine.config.initial;
  return {
    nodes: states.map(({ key, type, tags }) => ({
      id: key,
      role: type === 'final' ? 'end' : tags.includes('awaiting-human') ? 'wait' : 'work',
      isInitial: key === initial,
    })),
    edges: states.flatMap(state =>
      [...state.transitions.values()].flat().flatMap(({ target, eventType, description }) =>
        (target ?? []).map(to => ({
          from: state.key,
          to: to.key,
          trigger: triggerOf(eventType),
          condition: description ?? '',
        })),
      ),
    ),
  };
}

function triggerOf(eventType: string): FlowEdge['trigger'] {
  if (eventType.startsWith('xstate.done.')) return 'done';
  return eventType.startsWith('xstate.error.') ? 'error' : 'person';
}
