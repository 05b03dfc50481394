import { Graph, layout } from '@dagrejs/dagre';
import type {
  FlowEdgeSlice,
  FlowNodeSlice,
  FlowSlice,
} from '../../../src/protocol/dashboard/dashboard-slices.ts';

/** A drawing: where each node lies, in pixels from the upper left corner of the whole. */
export interface DrawnFlow {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

export interface DrawnNode {
  readonly node: FlowNodeSlice;
  readonly x: number;
  readonly y: number;
}

/** All ways from one node to another as one line. */
export interface DrawnEdge {
  readonly from: string;
  readonly to: string;
  readonly trigger: FlowEdgeSlice['trigger'];
  /** In words; empty: always. */
  readonly condition: string;
  readonly taken: number;
}

/**
 * Lays a flow out from left to right. Ways into a pause, into cancelling and out of errors are part of every node:
 * they are drawn when somebody asks for every way, or when the run took them.
 */
export function layoutFlow(
  { nodes, edges }: Pick<FlowSlice, 'nodes' | 'edges'>,
  isWhole: boolean,
): DrawnFlow {
  const shownEdges = mergeEdges(edges.filter(edge => isWhole || edge.taken > 0 || isMainWay(edge)));
  const linked = new Set(shownEdges.flatMap(({ from, to }) => [from, to]));
  const shown = nodes.filter(({ id, isInitial, visits }) => isInitial || visits > 0 || linked.has(id));
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 24, ranksep: 44, marginx: 8, marginy: 8 });
  for (const { id } of shown) graph.setNode(id, { width: nodeWidth, height: nodeHeight });
  for (const edge of shownEdges) graph.setEdge(edge.from, edge.to, isRepairWay(edge) ? counterRoom : {});
  layout(graph);
  return {
    edges: shownEdges,
    nodes: shown.map(node => {
      const { x = 0, y = 0 } = graph.node(node.id);
      return { node, x: x - nodeWidth / 2, y: y - nodeHeight / 2 };
    }),
  };
}

/** The way of the repair loop, which carries its counter. */
export function isRepairWay({ condition }: Pick<DrawnEdge, 'condition'>): boolean {
  return condition.includes('can-repair');
}

function isMainWay({ from, to, trigger }: FlowEdgeSlice): boolean {
  const isAside = aside.has(from) || aside.has(to);
  return trigger !== 'error' && !isAside;
}

function mergeEdges(edges: readonly FlowEdgeSlice[]): readonly DrawnEdge[] {
  const groups = Map.groupBy(edges, ({ from, to }) => JSON.stringify([from, to]));
  return [...groups.values()].flatMap(group => {
    const [first] = group;
    if (first === undefined) return [];
    const conditions = [...new Set(group.map(({ condition }) => condition))];
    const condition = conditions.includes('') ? '' : conditions.join(', or ');
    return [{ ...first, condition, taken: Math.max(...group.map(({ taken }) => taken)) }];
  });
}

const aside = new Set(['paused', 'cancelling', 'cancelled']);

const counterRoom = { width: 96, height: 20, labelpos: 'c' };

export const nodeWidth = 168;
export const nodeHeight = 58;
