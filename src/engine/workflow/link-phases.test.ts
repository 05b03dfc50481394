import assert from 'node:assert/strict';
import { solveWorkflow } from '../../../test/fakes/run-harness.ts';
import { type LinkedPhase, linkPhases } from './link-phases.ts';
import { parseWorkflow } from './parse-workflow.ts';

/** A workflow of these phases, one a line: the kind, and options behind it. */
function linked(...lines: readonly string[]): ReadonlyMap<string, LinkedPhase> {
  const phases = lines.map(line => `  - { kind: ${line} }\n`).join('');
  const workflow = parseWorkflow(`name: mine\ndescription: A.\nphases:\n${phases}`, 'mine.yaml');
  return new Map(linkPhases(workflow).phases.map(each => [each.phase.id, each]));
}

/** Where a phase leads, each way as `to` or `to if guard and guard`. */
function waysOf(
  phase: LinkedPhase | undefined,
  of: 'routes' | 'aroundFailure' | 'onUnwritten' | 'onRevise',
): readonly string[] {
  return (phase?.[of] ?? []).map(({ to, when }) => [to, when.join(' and ')].filter(Boolean).join(' if '));
}

describe('linkPhases', () => {
  it('leads the built-in workflow through its repair loop, and onward only on green', () => {
    const { entry, phases } = linkPhases(solveWorkflow());
    const ways = Object.fromEntries(phases.map(each => [each.phase.id, waysOf(each, 'routes')]));

    assert.deepEqual(entry, [
      { to: 'plan', when: ['needs-plan'] },
      { to: 'code', when: [] },
    ]);
    assert.deepEqual(ways, {
      plan: ['code'],
      code: ['execute'],
      execute: ['decide if is-green', 'review if can-repair', 'failed'],
      review: ['failed if is-hopeless', 'execute if has-new-work', 'repair'],
      repair: ['execute'],
      decide: ['apply if has-accepted', 'decide if is-open', 'completed'],
      apply: ['decide if is-open', 'completed'],
    });
  });

  it('has no way round a phase that is required', () => {
    const { phases } = linkPhases(solveWorkflow());

    assert.ok(phases.every(({ aroundFailure }) => aroundFailure.length === 0));
  });

  it('brings only an apply back to its decision', () => {
    const phases = linked('code', 'execute', 'decide', 'apply');

    assert.deepEqual(waysOf(phases.get('apply'), 'onUnwritten'), ['decide']);
    assert.deepEqual(waysOf(phases.get('execute'), 'onUnwritten'), []);
  });

  it('asks about a plan only where there is one, and leads back to it', () => {
    const phases = linked('plan, required: false', 'approve', 'code', 'execute');

    assert.deepEqual(waysOf(phases.get('plan'), 'routes'), ['approve if has-plan', 'code']);
    assert.deepEqual(waysOf(phases.get('plan'), 'aroundFailure'), ['approve if has-plan', 'code']);
    assert.deepEqual(waysOf(phases.get('approve'), 'onRevise'), ['plan']);
    assert.deepEqual(waysOf(phases.get('code'), 'onRevise'), []);
  });

  it('goes round a failed plan into what follows, also past a condition', () => {
    const phases = linked('plan, required: false', 'code, id: extra, when: is-hard', 'code', 'execute');

    assert.deepEqual(waysOf(phases.get('plan'), 'aroundFailure'), ['extra if is-hard', 'code']);
  });

  it('goes round a failed review into the repair, but never out of the loop', () => {
    const phases = linked('code', 'execute', 'review, required: false', 'repair, required: false', 'decide');

    assert.deepEqual(waysOf(phases.get('review'), 'aroundFailure'), ['repair']);
    assert.deepEqual(waysOf(phases.get('repair'), 'aroundFailure'), []);
  });

  it('fails a review that changed nothing where nobody repairs', () => {
    const phases = linked('code', 'execute', 'review');

    assert.deepEqual(waysOf(phases.get('review'), 'routes'), [
      'failed if is-hopeless',
      'execute if has-new-work',
      'failed',
    ]);
  });

  it('leads past a repair whose condition does not hold', () => {
    const phases = linked('code', 'execute', 'review, when: is-hard', 'repair');

    assert.deepEqual(waysOf(phases.get('execute'), 'routes'), [
      'completed if is-green',
      'review if can-repair and is-hard',
      'repair if can-repair',
      'failed',
    ]);
  });
});
