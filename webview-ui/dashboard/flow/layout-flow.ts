import { Graph, layout } from '@dagrejs/dagre';
import type {
  FlowEdgeSlice,
  FlowNodeSlice,
  FlowSlice,
} from '../../../src/protocol/dashboard/dashboard-slices.ts';
import { attachWays, type Point } from './attach-ways.ts';

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
  /** Where its line runs, from one node's border to the other's: around what lies between them. */
  readonly points: readonly Point[];
  /** The middle of its label. */
  readonly label: Point;
}

/**
 * Lays a flow out from left to right. Ways into a pause, into cancelling and out of errors are part of every node:
 * they are drawn when somebody asks for every way, or when the run took them. Aligned downwards and to the left, what
 * goes well lies in one line.
 */
export function layoutFlow(
  { nodes, edges }: Pick<FlowSlice, 'nodes' | 'edges'>,
  isWhole: boolean,
): DrawnFlow {
  const ways = mergeEdges(
    edges.filter(edge => !isLoop(edge) && (isWhole || edge.taken > 0 || isMainWay(edge))),
  );
  const linked = new Set(ways.flatMap(({ from, to }) => [from, to]));
  const shown = nodes.filter(({ id, isInitial, visits }) => isInitial || visits > 0 || linked.has(id));
  const graph = new Graph();
  graph.setGraph({
    rankdir: 'LR',
    align: 'DL',
    nodesep: 28,
    edgesep: 16,
    ranksep: 44,
    marginx: 8,
    marginy: 8,
  });
  for (const { id } of shown) graph.setNode(id, { width: nodeWidth, height: nodeHeight });
  for (const way of ways) {
    graph.setEdge(way.from, way.to, isRepairWay(way) ? counterRoom : {});
  }
  layout(graph);
  const drawn = shown.map((node): DrawnNode => {
    const { x = 0, y = 0 } = graph.node(node.id);
    return { node, x: x - nodeWidth / 2, y: y - nodeHeight / 2 };
  });
  const boxes = new Map(
    drawn.map(({ node, x, y }) => [node.id, { x, y, width: nodeWidth, height: nodeHeight }]),
  );
  const routed = ways.map(way => ({ ...way, route: graph.edge(way.from, way.to) }));
  // The first and the last point are where the layout would end a line that leaves in any direction.
  const led = routed.map(({ from, to, route }) => ({ from, to, corners: (route.points ?? []).slice(1, -1) }));
  const points = attachWays(led, boxes);
  return {
    nodes: drawn,
    edges: routed.map(({ route: { x = 0, y = 0 }, ...way }, index) => ({
      ...way,
      points: points[index] ?? [],
      label: { x, y },
    })),
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

/** To stay is no way. */
function isLoop({ from, to }: FlowEdgeSlice): boolean {
  return from === to;
}

type Way = Omit<DrawnEdge, 'points' | 'label'>;

function mergeEdges(edges: readonly FlowEdgeSlice[]): readonly Way[] {
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
