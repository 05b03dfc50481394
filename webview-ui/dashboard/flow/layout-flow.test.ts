import assert from 'node:assert/strict';
import { flowGraph } from '../../../src/engine/run/flow-graph.ts';
import { buildRunMachine } from '../../../src/engine/run/run-machine.ts';
import { linkPhases } from '../../../src/engine/workflow/link-phases.ts';
import { solveWorkflow } from '../../../test/fakes/run-harness.ts';
import type { Point } from './attach-ways.ts';
import { layoutFlow, nodeHeight, nodeWidth } from './layout-flow.ts';

function solveFlow() {
  const { nodes, edges } = flowGraph(buildRunMachine(linkPhases(solveWorkflow())));
  const untouched = { status: 'pending', visits: 0, durationMs: 0, tokens: 0, costUsd: 0 } as const;
  return {
    nodes: nodes.map(node => ({ ...node, ...untouched })),
    edges: edges.map(edge => ({ ...edge, taken: 0 })),
  };
}

describe('the drawing of a flow', () => {
  it('leaves the ways to pause and cancel out until they are asked for or were taken', () => {
    const ids = (isWhole: boolean, flow = solveFlow()) =>
      layoutFlow(flow, isWhole).nodes.map(({ node }) => node.id);
    assert.ok(!ids(false).includes('paused'));
    assert.ok(ids(true).includes('paused'));
    const { nodes, edges } = solveFlow();
    const taken = edges.map(edge =>
      edge.to === 'paused' && edge.from === 'code' ? { ...edge, taken: 1 } : edge,
    );
    assert.ok(ids(false, { nodes, edges: taken }).includes('paused'));
  });

  it('leaves room for the counter of the repair loop', () => {
    const { nodes } = layoutFlow(solveFlow(), false);
    const xOf = (id: string) => nodes.find(({ node }) => node.id === id)?.x ?? Number.NaN;
    assert.ok(xOf('review') - xOf('execute') - nodeWidth > 120);
  });

  it('puts no node on another', () => {
    const { nodes } = layoutFlow(solveFlow(), true);
    for (const [index, a] of nodes.entries())
      for (const b of nodes.slice(index + 1))
        assert.ok(
          Math.abs(a.x - b.x) >= nodeWidth || Math.abs(a.y - b.y) >= nodeHeight,
          `${a.node.id} lies on ${b.node.id}`,
        );
  });

  it('leads no line through a node that is not at its end, and puts no counter on one', () => {
    for (const isWhole of [false, true]) {
      const { nodes, edges } = layoutFlow(solveFlow(), isWhole);
      for (const { from, to, points, label } of edges)
        for (const { node, x, y } of nodes) {
          const covers = (point: Point) =>
            point.x > x && point.x < x + nodeWidth && point.y > y && point.y < y + nodeHeight;
          assert.ok(!covers(label), `the label of ${from} → ${to} lies on ${node.id}`);
          if (node.id === from || node.id === to) continue;
          assert.ok(!alongLine(points).some(covers), `${from} → ${to} runs through ${node.id}`);
        }
    }
  });

  it('has what goes well in one line', () => {
    const { nodes } = layoutFlow(solveFlow(), false);
    const heights = ['prepare', 'plan', 'code', 'execute'].map(
      id => nodes.find(({ node }) => node.id === id)?.y,
    );
    assert.equal(new Set(heights).size, 1);
  });

  it('draws one line from a node to another, with every condition on it', () => {
    const { edges } = layoutFlow(solveFlow(), true);
    const pairs = edges.map(({ from, to }) => `${from} ${to}`);
    assert.equal(new Set(pairs).size, pairs.length);
  });
});

/** Points on the line through these corners, close together. */
function alongLine(corners: readonly Point[]): readonly Point[] {
  return corners.slice(1).flatMap((b, index) => {
    const a = corners[index] ?? b;
    return Array.from({ length: 50 }, (_, step) => ({
      x: a.x + ((b.x - a.x) * step) / 50,
      y: a.y + ((b.y - a.y) * step) / 50,
    }));
  });
}
