import type { ChatSlices } from '../../src/protocol/chat/chat-slices.ts';
import type { RunSlice } from '../../src/protocol/chat/run-slice.ts';
import { chatSlices, liveTexts, phaseCard, runSlice } from './chat-slices.ts';

const subtasks = [
  { id: 1, description: 'Count each item', dependencies: [], complexity: 'simple' as const },
  { id: 2, description: 'Document it', dependencies: [1], complexity: 'medium' as const },
];
const row = (number: number, text: string) => ({ number, text });

/** What the chat can show, one state each, by what it is about. */
export const chatStates = {
  'nothing yet': chatSlices({}),
  'no model and no folder': {
    ...chatSlices({}),
    start: { hasFolder: false, isTrusted: true, model: 'missing' },
  },
  'a folder that is not trusted': {
    ...chatSlices({}),
    start: { hasFolder: true, isTrusted: false, model: 'found' },
  },
  'models that are looked for': {
    ...chatSlices({}),
    start: { hasFolder: true, isTrusted: true, model: 'looking' },
  },
  'runs that can go on': {
    ...chatSlices({}),
    resumable: [{ runId: 'r0', task: 'An old task', state: 'paused', updatedAt: 0 }],
  },
  'a run that works': chatSlices(
    {
      ask: { kind: 'ask', task: 'Fix the total', attached: ['src/cart.py'] },
      code: phaseCard({
        status: 'active',
        wait: { who: 'openai, status 503', message: 'The server is busy.', remainingMs: 4_000 },
        tools: {
          omitted: 2,
          rows: [
            { number: 3, tool: 'edit_file', subject: 'src/cart.py', note: 'done', isError: false },
            {
              number: 4,
              tool: 'read_file',
              subject: 'src/no.py',
              note: 'There is no such file.',
              isError: true,
            },
          ],
        },
      }),
    },
    {
      code: liveTexts({ reasoning: 'Hm.', answer: 'So:\n```py\nx = 1\n```', output: 'FAILED test_cart.py' }),
    },
  ),
  'a plan that waits': chatSlices({
    approve: phaseCard({
      phase: 'approve',
      status: 'waiting',
      plan: { subtasks, reasoning: 'It is small.', isOpen: true },
    }),
  }),
  'a repair and a decision': chatSlices({
    execute: phaseCard({
      phase: 'execute',
      status: 'refuted',
      attempts: [
        {
          number: 1,
          command: 'pytest',
          backend: 'docker',
          verdict: 'failed',
          headline: 'AssertionError: 3',
          exitCode: 1,
          durationMs: 900,
        },
      ],
    }),
    review: phaseCard({
      phase: 'review',
      review: { rootCause: 'The count is left out.', fix: 'Multiply.', confidence: 0.9 },
      changes: [
        {
          path: 'src/cart.py',
          kind: 'edited',
          added: 1,
          removed: 1,
          diff: '@@ -1,2 +1,2 @@\n a\n-b\n+c',
          omittedLines: 3,
        },
      ],
      comparison: [
        {
          path: 'src/cart.py',
          rows: [
            { kind: 'same', before: row(1, 'x'), after: row(1, 'x') },
            { kind: 'gap', before: null, after: null },
            { kind: 'changed', before: row(3, 'a'), after: row(3, 'b') },
            { kind: 'changed', before: null, after: row(4, 'c') },
          ],
          omittedRows: 2,
        },
      ],
    }),
    run: decided({ findings: [{ path: 'src/cart.py', sentence: 'cart.py:3 calls eval.' }] }),
  }),
  'changes of each kind, written': chatSlices({
    run: decided({
      status: 'completed',
      accepted: ['src/cart.py'],
      changes: [
        { path: 'src/cart.py', kind: 'edited', added: 1, removed: 1 },
        { path: 'src/new.py', kind: 'created', added: 9, removed: 0 },
        { path: 'src/old.py', kind: 'deleted', added: 0, removed: 4 },
        { path: 'src/b.py', kind: 'moved', from: 'src/a.py', added: 0, removed: 0 },
      ],
    }),
  }),
  'a failure': chatSlices({
    code: phaseCard({ status: 'failed', failure: 'The key is wrong.' }),
    run: decided({
      status: 'failed',
      failure: { message: 'The key is wrong.', actions: [{ id: 'key', title: 'Set API Key' }] },
    }),
  }),
  'a run that was paused': chatSlices({ run: decided({ status: 'paused' }) }),
  'a run that was cancelled': chatSlices({
    code: phaseCard({ status: 'cancelled' }),
    run: decided({ status: 'cancelled' }),
  }),
} satisfies Readonly<Record<string, ChatSlices>>;

function decided(changes: Partial<RunSlice>) {
  return { kind: 'run', run: runSlice(changes) } as const;
}
