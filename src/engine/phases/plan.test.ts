import assert from 'node:assert/strict';
import { createPhaseBench } from '../../../test/fakes/phase-bench.ts';
import { decodeText } from '../change/text-content.ts';
import type { Check } from '../check/check.ts';

const submission = {
  subtasks: [{ id: 1, description: 'Mend a.py.', dependencies: [], complexity: 'simple' }],
  reasoning: 'It is broken.',
  checkCommand: 'python a.py',
};
const open = () =>
  createPhaseBench({ files: { 'a.py': '' }, answers: [{ calls: [['submit_plan', submission]] }] });

describe('the phase that plans', () => {
  it('keeps the plan, and the check that it names where there is none', async () => {
    const bench = open();

    const patch = await bench.work('plan');

    assert.deepEqual(patch.plan, submission);
    assert.deepEqual(patch.check, {
      command: 'python a.py',
      source: 'agent',
      language: 'python',
      protectedPaths: [],
    });
    assert.ok(bench.events.some(event => event.type === 'check.chosen' && event.source === 'agent'));
  });

  it('never takes the place of a check that is there', async () => {
    const check: Check = { command: 'pytest -q', source: 'user', language: 'python', protectedPaths: [] };
    const bench = open();

    const patch = await bench.work('plan', { check });

    assert.deepEqual(patch.check, check);
    assert.ok(bench.events.every(({ type }) => type !== 'check.chosen'));
  });

  it('keeps the conversation for a later visit', async () => {
    const bench = open();

    const { transcripts } = await bench.work('plan');

    assert.ok(transcripts?.planner);
    const messages = JSON.parse(decodeText(bench.services.store.contents.get(transcripts.planner)) ?? '');
    assert.deepEqual(
      messages.map(({ role }: { role: string }) => role),
      ['user', 'assistant', 'tool'],
    );
  });

  it('can change no file', async () => {
    const bench = open();

    await bench.work('plan');

    const offered = bench.models.requests[0]?.request.tools.map(({ name }) => name);
    assert.deepEqual(offered, ['list_files', 'read_file', 'search_text', 'submit_plan']);
  });
});
