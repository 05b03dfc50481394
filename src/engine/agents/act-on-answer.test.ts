import assert from 'node:assert/strict';
import { createPhaseBench, type PhaseBench } from '../../../test/fakes/phase-bench.ts';
import type { HarnessParts } from '../../../test/fakes/run-harness.ts';
import { createOverlay } from '../change/overlay.ts';
import { decodeText } from '../change/text-content.ts';
import type { ModelResponse } from '../ports/model.ts';
import type { AgentRole } from '../workflow/workflow.ts';
import { actOn, type Reaction } from './act-on-answer.ts';
import { createSandboxCommands } from './sandbox-commands.ts';
import { openToolbox } from './toolbox.ts';

const files = { 'a.py': 'x = 1\n', 'test_a.py': '' };

interface Acting extends PhaseBench {
  readonly reaction: Reaction;
  readonly act: (response: Partial<ModelResponse>) => ReturnType<typeof actOn>;
  readonly textOf: (path: string) => Promise<string | undefined>;
}

function open(role: AgentRole = 'coder', parts: Partial<HarnessParts> = {}): Acting {
  const bench = createPhaseBench({ files, ...parts });
  const { services } = bench;
  const call = bench.call(role, { protectedPaths: ['test_a.py'] });
  const { signal } = new AbortController();
  const sources = { workspace: services.workspace, contents: services.store.contents };
  const reaction: Reaction = {
    call,
    toolbox: openToolbox(call.prompt),
    overlay: createOverlay(sources, call.changeSet),
    commands: createSandboxCommands(call, services, signal),
    services,
    signal,
  };
  return {
    ...bench,
    reaction,
    act: response => actOn({ text: '', toolCalls: [], stopReason: 'tool-calls', ...response }, reaction),
    async textOf(path) {
      const bytes = await reaction.overlay.read(path);
      return bytes && decodeText(bytes);
    },
  };
}

function calls(...all: readonly (readonly [name: string, argumentsText: string])[]): Partial<ModelResponse> {
  return { toolCalls: all.map(([name, argumentsText], index) => ({ id: `${index}`, name, argumentsText })) };
}

const edit = ['edit_file', '{"path":"a.py","search":"x = 1","replace":"x = 2"}'] as const;
const work = ['submit_work', '{"summary":"done"}'] as const;

/** What the model is told of each call, in order. */
function told({ message }: Awaited<ReturnType<typeof actOn>>): readonly string[] {
  assert.equal(message?.role, 'tool');
  return message.results.map(({ text }) => text);
}

describe('actOn', () => {
  it('runs the calls of an answer in order, each on what the one before it left', async () => {
    const { act, textOf } = open();

    const acted = await act(calls(edit, ['read_file', '{"path":"a.py"}'], work));

    assert.equal(await textOf('a.py'), 'x = 2\n');
    assert.deepEqual(told(acted).slice(1), ['x = 2\n', 'Accepted.']);
    assert.deepEqual(acted.submission, { summary: 'done' });
    assert.deepEqual(Object.keys(acted.changeSet.files), ['a.py']);
    assert.equal(acted.isIdle, false);
  });

  it('answers each call under its id, and tells people what it was about', async () => {
    const { act, events } = open();

    const { message } = await act(calls(['read_file', '{"path":"none.py"}']));

    assert.ok(message?.role === 'tool');
    assert.deepEqual(message.results, [
      { callId: '0', name: 'read_file', text: 'There is no file none.py.', isError: true },
    ]);
    assert.deepEqual(events, [
      {
        type: 'tool.finished',
        phase: 'code',
        agent: 'coder',
        tool: 'read_file',
        subject: 'none.py',
        isError: true,
        note: 'There is no file none.py.',
      },
    ]);
  });

  it('runs nothing of an answer that was cut off', async () => {
    const { act, textOf } = open();

    const acted = await act({ ...calls(edit), stopReason: 'length' });

    assert.equal(await textOf('a.py'), 'x = 1\n');
    assert.match(JSON.stringify(acted.message), /cut off at the output limit/u);
    assert.equal(acted.isIdle, true);
  });

  it('reads calls out of text, and answers them as text', async () => {
    const { act, textOf } = open();
    const text = 'a.py\n```\n<<<<<<< SEARCH\nx = 1\n=======\nx = 3\n>>>>>>> REPLACE\n```\n';

    const acted = await act({ text, stopReason: 'end' });

    assert.equal(await textOf('a.py'), 'x = 3\n');
    assert.equal(acted.message?.role, 'user');
    assert.match(JSON.stringify(acted.message), /edit_file: /u);
  });

  it('asks for the tools where there is only talk', async () => {
    const acted = await open().act({ text: 'I will do it.', stopReason: 'end' });

    assert.match(JSON.stringify(acted.message), /call submit_work when you are done/u);
    assert.equal(acted.isIdle, true);
  });

  it('takes no submission with a failed call before it', async () => {
    const acted = await open().act(calls(edit, ['delete_file', '{"path":"none"}'], work));

    assert.match(told(acted)[2] ?? '', /submit_work was not accepted/u);
    assert.equal(acted.submission, null);
  });

  it('takes no work without a change, and no submission of the wrong shape', async () => {
    const { act } = open();

    assert.match(told(await act(calls(work)))[0] ?? '', /Nothing has been changed yet/u);
    const wrong = await act(calls(edit, ['submit_work', '{"summary":5}']));
    assert.match(told(wrong)[1] ?? '', /Wrong arguments for submit_work: summary: /u);
    assert.equal(wrong.submission, null);
  });

  it('takes a review without a change', async () => {
    const review = {
      rootCause: 'r',
      errorType: 'logic_error',
      fixDescription: 'f',
      confidence: 0.5,
      changesMade: ['a', 'b'],
    };

    const { submission } = await open('reviewer').act(calls(['submit_review', JSON.stringify(review)]));

    assert.deepEqual(submission, { ...review, changesMade: 'a\nb' });
  });

  it('mends small mistakes in arguments, and names those it cannot read', async () => {
    const { act, textOf } = open();

    const acted = await act(
      calls(
        ['edit_file', "{path: 'a.py', search: 'x = 1', replace: 'x = 4',"],
        ['read_file', '['.repeat(100_000)],
        ['list_files', ''],
      ),
    );

    assert.equal(await textOf('a.py'), 'x = 4\n');
    assert.match(told(acted)[1] ?? '', /arguments of read_file are not JSON/u);
    assert.equal(told(acted)[2], 'a.py\ntest_a.py');
  });

  it('names the tools there are to whoever calls another', async () => {
    const acted = await open('planner').act(
      calls(['write_file', '{"path":"a.py","content":""}'], ['__proto__', '']),
    );

    assert.match(
      told(acted)[0] ?? '',
      /no tool write_file\. You have: list_files, read_file, search_text, submit_plan/u,
    );
    assert.match(told(acted)[1] ?? '', /no tool __proto__/u);
  });

  it('counts a call as repeated only on the same files', async () => {
    const { act } = open();
    const read = ['read_file', '{"path":"a.py"}'] as const;

    const { repeats: before } = await act(calls(read, read));
    const { repeats: after } = await act(calls(edit, read));

    assert.equal(before.length, 1);
    assert.ok(!after.includes(before[0] ?? ''));
  });

  it('ends the phase when the model refuses', async () => {
    await assert.rejects(open().act({ stopReason: 'refused' }), {
      code: 'provider.refused',
      message: /replay\/small refused to answer the coder\. .*--model/u,
    });
  });

  it('runs no call after a cancel', async () => {
    const { reaction, textOf } = open();
    const { toolCalls = [] } = calls(edit);

    await assert.rejects(
      actOn({ text: '', toolCalls, stopReason: 'tool-calls' }, { ...reaction, signal: AbortSignal.abort() }),
      { name: 'AbortError' },
    );

    assert.equal(await textOf('a.py'), 'x = 1\n');
  });

  it('runs commands on the change so far', async () => {
    const program: HarnessParts['program'] = (_, sandboxFiles) => ({
      stdout: sandboxFiles.get('a.py') ?? '',
    });
    const { act, reaction, sandboxes } = open('coder', { program });

    const acted = await act(calls(edit, ['run_command', '{"command":"cat a.py"}']));

    assert.equal(told(acted)[1], '(exit code 0)\nx = 2');
    assert.equal(sandboxes.alive(), 1);
    await reaction.commands[Symbol.asyncDispose]();
    assert.equal(sandboxes.alive(), 0);
  });
});
