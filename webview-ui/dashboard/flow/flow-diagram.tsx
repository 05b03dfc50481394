import {
  Background,
  BaseEdge,
  Controls,
  type Edge,
  type EdgeProps,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import { useEffect, useMemo } from 'react';
import type { FlowNodeSlice, FlowSlice } from '../../../src/protocol/dashboard/dashboard-slices.ts';
import { StatusMark } from '../../frame/status-mark.tsx';
import { statusWords } from '../../frame/status-words.ts';
import { useElapsed } from '../../frame/use-elapsed.ts';
import { nodeFacts, nodeTitle } from './describe-node.ts';
import { type DrawnEdge, isRepairWay, layoutFlow, nodeHeight, nodeWidth } from './layout-flow.ts';
import { wayPath } from './way-path.ts';

interface FlowDiagramProps {
  readonly flow: FlowSlice;
  /** Also the ways that are part of every node. */
  readonly isWhole: boolean;
  readonly chosen: string | null;
  readonly onChoose: (nodeId: string | null) => void;
}

/** The drawing itself. A chunk of its own: it is read when somebody looks at it. */
export function FlowDiagram(props: FlowDiagramProps) {
  return (
    <div className="flow-diagram">
      <ReactFlowProvider>
        <Drawing {...props} />
      </ReactFlowProvider>
    </div>
  );
}

function Drawing({ flow, isWhole, chosen, onChoose }: FlowDiagramProps) {
  const drawn = useMemo(() => layoutFlow(flow, isWhole), [flow, isWhole]);
  const { fitView } = useReactFlow();
  const shape = drawn.nodes.map(({ node }) => node.id).join();
  // The drawing fits anew when it has other nodes, or another size, but not each time a figure changes.
  useEffect(() => {
    if (shape === '') return undefined;
    const fit = () => void fitView(fitting);
    const frame = requestAnimationFrame(fit);
    addEventListener('resize', fit);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('resize', fit);
    };
  }, [shape, fitView]);
  const nodes = drawn.nodes.map(
    ({ node, x, y }): FlowNode => ({
      id: node.id,
      type: 'state',
      position: { x, y },
      width: nodeWidth,
      height: nodeHeight,
      data: { node, isChosen: node.id === chosen, onChoose },
    }),
  );
  return (
    <ReactFlow
      nodes={nodes}
      edges={drawn.edges.map(edge => flowEdge(edge, flow, isWhole))}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      nodesDraggable={false}
      nodesConnectable={false}
      nodesFocusable={false}
      edgesFocusable={false}
      elementsSelectable={false}
      zoomOnScroll={false}
      preventScrolling={false}
      minZoom={0.2}
      maxZoom={2}
      disableKeyboardA11y
      proOptions={{ hideAttribution: true }}
      fitView
      fitViewOptions={fitting}
    >
      <Background />
      <Controls showInteractive={false} />
    </ReactFlow>
  );
}

interface StateData extends Record<string, unknown> {
  readonly node: FlowNodeSlice;
  readonly isChosen: boolean;
  readonly onChoose: FlowDiagramProps['onChoose'];
}
type FlowNode = Node<StateData, 'state'>;

/** A button in the drawing, so that it is reached and pressed as any other. */
function StateNode({ data: { node, isChosen, onChoose } }: NodeProps<FlowNode>) {
  const { id, status, role, visits } = node;
  const durationMs = useElapsed(node.durationMs, status === 'active');
  const facts = nodeFacts({ ...node, durationMs });
  const { fitView, getZoom } = useReactFlow();
  // Whoever tabs to a node outside of the frame shall see it.
  const bring = (nodeId: string) =>
    fitView({ nodes: [{ id: nodeId }], minZoom: getZoom(), maxZoom: getZoom() });
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <button
        type="button"
        className={`state state-${role} state-${status} nodrag nopan`}
        aria-pressed={isChosen}
        onClick={() => onChoose(isChosen ? null : id)}
        onFocus={({ currentTarget }) => {
          if (currentTarget.matches(':focus-visible')) void bring(id);
        }}
      >
        <span className="state-head">
          <StatusMark status={status} />
          <span className="state-title">{nodeTitle(id)}</span>
          {visits > 1 && <span className="state-visits">×{visits}</span>}
        </span>
        <span className="state-facts">{facts || statusWords[status]}</span>
      </button>
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </>
  );
}

interface WayData extends Record<string, unknown> {
  readonly drawn: DrawnEdge;
}
type WayEdge = Edge<WayData, 'way'>;

/** A line as the layout leads it, around the nodes. */
function Way({ data, label, markerEnd }: EdgeProps<WayEdge>) {
  if (data === undefined) return null;
  const { points, label: at } = data.drawn;
  return (
    <BaseEdge
      path={wayPath(points)}
      {...(markerEnd !== undefined && { markerEnd })}
      {...(label !== undefined && { label, labelX: at.x, labelY: at.y })}
    />
  );
}

const nodeTypes = { state: StateNode };
const edgeTypes = { way: Way };
// Smaller than this nobody can read it; what does not fit is dragged, or comes when it is tabbed to.
const fitting = { padding: 0.04, minZoom: 0.7, maxZoom: 1 };

function flowEdge(drawn: DrawnEdge, flow: FlowSlice, isWhole: boolean): WayEdge {
  const { from, to, trigger, condition, taken } = drawn;
  const counter = isRepairWay(drawn) ? `repair ${flow.repairs} of ${flow.maxRepairs}` : '';
  const times = taken > 1 ? `×${taken}` : '';
  const label = [counter || (isWhole ? conditionTitle(condition) : ''), times]
    .filter(part => part !== '')
    .join(' ');
  return {
    id: `${from}→${to}`,
    source: from,
    target: to,
    type: 'way',
    data: { drawn },
    className: `way way-${trigger} ${taken > 0 ? 'way-taken' : ''}`,
    markerEnd: { type: MarkerType.ArrowClosed, color: `var(${taken > 0 ? '--way-taken' : '--way'})` },
    focusable: false,
    // What the run took lies over what it did not.
    zIndex: taken > 0 ? 1 : 0,
    ...(label !== '' && { label }),
  };
}

/** Names of conditions as words; several at once would cover the drawing. */
function conditionTitle(condition: string): string {
  return condition.split(' and ').length > 1 ? '' : condition.replaceAll('-', ' ');
}
