import assert from 'node:assert/strict';
import {
  type Script,
  type ScriptedServer,
  startScriptedServer,
  type WireName,
} from '../../test/servers/scripted-server.ts';
import type { ScriptedFault } from '../../test/servers/scripted-turn.ts';
import { ForgeError } from '../engine/forge-error.ts';
import type { Model, ModelEvent, ModelRequest, ModelResponse } from '../engine/ports/model.ts';

export interface ModelContract {
  readonly wire: WireName;
  readonly create: (server: ScriptedServer) => Model;
  /** Whether the wire format has tokens that were read from a cache apart. */
  readonly reportsCache: boolean;
  /** How many events come before the first one of the answer's text. */
  readonly leadingEvents: number;
}

/** What every adapter keeps, shown through its real SDK against a server on loopback. */
export function describeModelContract(contract: ModelContract): void {
  describe('answers', () => describeAnswers(contract));
  describe('tool calls', () => describeToolCalls(contract));
  describe('faults', () => describeFaults(contract));
  describe('leaving', () => describeLeaving(contract));
}

function describeAnswers({ wire, create, reportsCache }: ModelContract): void {
  for (const split of ['events', 'awkward', 'bytes', 'whole'] as const) {
    it(`are put together from a stream cut by ${split}`, async () => {
      await using server = await startScriptedServer(wire, [{ text: longText, split }]);

      const { response, events } = await ask(create(server));

      assert.equal(response.text, longText);
      assert.equal(response.stopReason, 'end');
      assert.deepEqual(response.toolCalls, []);
      assert.equal(shownText(events), longText);
      assert.equal(server.requests.length, 1);
    });
  }

  it('may be empty', async () => {
    await using server = await startScriptedServer(wire, [{}]);

    const { response } = await ask(create(server));

    assert.equal(response.text, '');
    assert.equal(response.stopReason, 'end');
  });

  it('show reasoning apart from the text', async () => {
    await using server = await startScriptedServer(wire, [{ reasoning: 'First I look.', text: 'Done.' }]);

    const { response, events } = await ask(create(server));

    const reasoning = events.map(event => (event.type === 'reasoning.delta' ? event.text : ''));
    assert.equal(reasoning.join(''), 'First I look.');
    assert.equal(response.text, 'Done.');
  });

  it('say when they were cut off at the output limit', async () => {
    await using server = await startScriptedServer(wire, [{ text: 'half a sen', stopReason: 'length' }]);

    assert.equal((await ask(create(server))).response.stopReason, 'length');
  });

  it('count tokens in disjoint buckets', async () => {
    const usage = { inputTokens: 30, outputTokens: 7 };
    const cached = { cacheReadTokens: 1000, cacheWriteTokens: 0 };
    const turn = { text: 'ok', usage: reportsCache ? { ...usage, ...cached } : usage };
    await using server = await startScriptedServer(wire, [turn]);

    const { response } = await ask(create(server));

    assert.equal(response.usage?.inputTokens, 30);
    assert.equal(response.usage?.outputTokens, 7);
    assert.equal(response.usage?.cacheReadTokens, reportsCache ? 1000 : 0);
  });

  it('leave the usage out when the server does', async () => {
    await using server = await startScriptedServer(wire, [{ text: 'ok', usage: null }]);

    assert.equal((await ask(create(server))).response.usage, undefined);
  });
}

function describeToolCalls({ wire, create }: ModelContract): void {
  it('come with the text before them', async () => {
    const call = { name: 'read_file', arguments: { path: 'src/größe.ts', startLine: 3 } };
    await using server = await startScriptedServer(wire, [{ text: 'I read it.', toolCalls: [call] }]);

    const { response } = await ask(create(server));

    assert.equal(response.stopReason, 'tool-calls');
    assert.equal(response.text, 'I read it.');
    assert.equal(response.toolCalls[0]?.name, 'read_file');
    assert.deepEqual(argumentsOf(response, 0), call.arguments);
  });

  for (const interleaved of [false, true]) {
    it(`keep apart when several are made${interleaved ? ' in turns' : ''}`, async () => {
      const toolCalls = [
        { name: 'read_file', arguments: { path: 'a.py' } },
        { name: 'edit_file', arguments: { path: 'b.py', search: 'x = "\\n👋"\n', replace: '' } },
        { name: 'list_files', arguments: {} },
      ];
      await using server = await startScriptedServer(wire, [{ toolCalls, interleaved, split: 'bytes' }]);

      const { response } = await ask(create(server));

      assert.deepEqual(
        response.toolCalls.map(call => call.name),
        ['read_file', 'edit_file', 'list_files'],
      );
      assert.deepEqual(
        toolCalls.map((_, index) => argumentsOf(response, index)),
        toolCalls.map(call => call.arguments),
      );
      assert.equal(new Set(response.toolCalls.map(call => call.id)).size, 3);
    });
  }

  it('have ids that no earlier call of the conversation has', async () => {
    const toolCalls = [{ name: 'list_files', arguments: {} }];
    await using server = await startScriptedServer(wire, [{ toolCalls }, { toolCalls }]);
    const model = create(server);

    const first = (await ask(model)).response;
    const second = (await ask(model, continueAfter(first))).response;

    assert.notEqual(second.toolCalls[0]?.id, first.toolCalls[0]?.id);
  });

  it('are sent back with their results, malformed ones too', async () => {
    await using server = await startScriptedServer(wire, [{ text: 'ok' }]);
    const toolCalls = [
      { id: 'c1', name: 'read_file', argumentsText: '{"path":"a.py"}' },
      { id: 'c2', name: 'read_file', argumentsText: '{"path": oops' },
    ];

    const { response } = await ask(create(server), {
      ...request,
      messages: [
        { role: 'user', text: 'Fix it.' },
        { role: 'assistant', text: '', toolCalls },
        {
          role: 'tool',
          results: toolCalls.map(({ id, name }) => ({
            callId: id,
            name,
            text: `of ${id}`,
            isError: id === 'c2',
          })),
        },
      ],
    });

    const sent = JSON.stringify(server.requests[0]?.body);
    assert.equal(response.text, 'ok');
    assert.match(sent, /of c1/u);
    assert.match(sent, /of c2/u);
    assert.match(sent, /oops/u);
  });
}

function describeFaults(contract: ModelContract): void {
  const { wire, create, leadingEvents } = contract;
  const key = 'scripted-server-key-7f3';
  const cases: readonly [string, ScriptedFault, ForgeError['code'], boolean][] = [
    ['a wrong key', status(401), 'provider.unauthorized', false],
    ['a forbidden model', status(403), 'provider.unauthorized', false],
    ['an empty account', status(402), 'provider.no-credit', false],
    ['an unknown model', status(404, 'The model does not exist'), 'config.invalid', false],
    ['a bad request', status(400, 'messages: too long'), 'provider.bad-request', false],
    ['a model without tools', status(400, 'scripted does not support tools'), 'provider.no-tools', false],
    ['a rate limit', status(429), 'provider.rate-limited', true],
    ['a server error', status(500), 'provider.unreachable', true],
    ['an overloaded server', status(529), 'provider.unreachable', true],
    ['a web page', { kind: 'html', status: 200 }, 'provider.unreachable', true],
    ['a forbidding web page', { kind: 'html', status: 403 }, 'provider.unreachable', true],
    ['a web page about too many requests', { kind: 'html', status: 429 }, 'provider.rate-limited', true],
    ['an answer without content', status(204), 'provider.unreachable', true],
    [
      'a lost connection',
      { kind: 'disconnect', afterEvents: leadingEvents + 1 },
      'provider.unreachable',
      true,
    ],
    ['an early end', { kind: 'end-early', afterEvents: leadingEvents + 1 }, 'provider.unreachable', true],
    ['an empty stream', { kind: 'end-early', afterEvents: 0 }, 'provider.unreachable', true],
    ['a broken event', { kind: 'garbage', afterEvents: leadingEvents }, 'provider.unreachable', true],
    ['an error event', errorEvent('Overloaded'), 'provider.unreachable', true],
  ];
  for (const [name, fault, code, retryable] of cases) {
    it(`tell of ${name} as ${code}`, async () => {
      await using server = await startScriptedServer(wire, [{ text: 'some words', fault }]);

      const error = await failureOf(create(server));

      assert.equal(error.code, code);
      assert.equal(error.retryable, retryable);
      assert.match(error.message, /^[A-Z].*\. .*\.$|^[A-Z].*\.$/su);
      assert.doesNotMatch(error.message, new RegExp(key, 'u'));
      assert.equal(server.requests.length, 1);
    });
  }

  for (const kind of ['disconnect', 'end-early'] as const) {
    it(`never let half an answer pass for a whole one: ${kind} at every event`, async () => {
      const turn = {
        text: 'some words here',
        toolCalls: [{ name: 'list_files', arguments: { glob: '*.py' } }],
      };
      let whole: ModelResponse | undefined;
      let afterEvents = 0;
      for (; whole === undefined && afterEvents < 30; afterEvents += 1) {
        await using server = await startScriptedServer(wire, [{ ...turn, fault: { kind, afterEvents } }]);
        whole = await outcomeOf(create(server));
      }

      assert.ok(afterEvents > leadingEvents + 3);
      assert.equal(whole?.text, turn.text);
      assert.equal(whole?.toolCalls[0]?.argumentsText, '{"glob":"*.py"}');
    });
  }

  it('say how long to wait', async () => {
    const fault: ScriptedFault = { kind: 'status', status: 429, headers: { 'retry-after': '7' } };
    await using server = await startScriptedServer(wire, [{ fault }]);

    assert.equal((await failureOf(create(server))).retryAfterMs, 7000);
  });

  it('never quote the key that was sent', async () => {
    for (const wireStatus of [400, 401, 403, 429, 500]) {
      const script: Script = ({ headers }) => {
        const sent = `${headers.authorization ?? ''} ${headers['x-api-key'] ?? ''} ${headers['x-goog-api-key'] ?? ''}`;
        return { fault: { kind: 'status', status: wireStatus, message: `You sent ${sent}` } };
      };
      await using server = await startScriptedServer(wire, script);

      const error = await failureOf(create(server));

      assert.doesNotMatch(
        `${error.stack}${JSON.stringify(error)}${String(error.cause)}`,
        new RegExp(key, 'u'),
      );
    }
  });

  it('bound what they quote', async () => {
    const fault: ScriptedFault = { kind: 'status', status: 400, message: 'long '.repeat(5000) };
    await using server = await startScriptedServer(wire, [{ fault }]);

    assert.ok((await failureOf(create(server))).message.length < 500);
  });

  it('say what to do when nothing answers', async () => {
    const server = await startScriptedServer(wire, []);
    await server[Symbol.asyncDispose]();

    const error = await failureOf(create(server));

    assert.equal(error.code, 'provider.unreachable');
    assert.equal(error.retryable, true);
    assert.match(error.message, /^Nothing answers at 127\.0\.0\.1:\d+\. Start/u);
  });
}

function describeLeaving({ wire, create, leadingEvents }: ModelContract): void {
  it('sends nothing when it was cancelled before', async () => {
    await using server = await startScriptedServer(wire, [{ text: 'unused' }]);

    await assert.rejects(ask(create(server), request, AbortSignal.abort()), { name: 'AbortError' });

    assert.equal(server.requests.length, 0);
  });

  for (const afterEvents of [0, leadingEvents + 1]) {
    it(`closes the connection when cancelled after ${afterEvents} events`, async () => {
      const fault: ScriptedFault = { kind: 'stall', afterEvents };
      await using server = await startScriptedServer(wire, [{ text: 'some words', split: 'events', fault }]);
      const controller = new AbortController();

      const asked = ask(create(server), request, controller.signal);
      await server.waitForRequests(1);
      controller.abort();

      await assert.rejects(asked, { name: 'AbortError' });
      assert.equal(await server.requests[0]?.answered, false);
    });
  }

  it('closes the connection when the reader leaves', async () => {
    const fault: ScriptedFault = { kind: 'stall', afterEvents: leadingEvents + 1 };
    await using server = await startScriptedServer(wire, [{ text: 'some words', split: 'events', fault }]);

    for await (const event of create(server).stream(request, { signal: new AbortController().signal })) {
      if (event.type === 'text.delta') break;
    }

    assert.equal(await server.requests[0]?.answered, false);
  });
}

/** A request with everything that an agent's has. */
export const request: ModelRequest = {
  system: "You are CodeForge's coder agent.",
  messages: [{ role: 'user', text: 'Fix the bug.' }],
  tools: [
    {
      name: 'read_file',
      description: 'Reads a file.',
      parameters: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
    },
    { name: 'list_files', description: 'Lists files.', parameters: { type: 'object', properties: {} } },
  ],
  maxOutputTokens: 4096,
};

/** Asks once and collects everything. */
export async function ask(
  model: Model,
  asked: ModelRequest = request,
  signal: AbortSignal = new AbortController().signal,
): Promise<{ readonly response: ModelResponse; readonly events: readonly ModelEvent[] }> {
  const events: ModelEvent[] = [];
  for await (const event of model.stream(asked, { signal })) events.push(event);
  const end = events.pop();
  assert.equal(end?.type, 'end');
  return { response: end.response, events };
}

/** The error with which a request must fail. */
export async function failureOf(model: Model): Promise<ForgeError> {
  const error: unknown = await ask(model).catch((reason: unknown) => reason);
  assert.ok(error instanceof ForgeError, `${error}`);
  return error;
}

async function outcomeOf(model: Model): Promise<ModelResponse | undefined> {
  try {
    return (await ask(model)).response;
  } catch (error) {
    assert.ok(error instanceof ForgeError, `${error}`);
    return undefined;
  }
}

function continueAfter(response: ModelResponse): ModelRequest {
  const results = response.toolCalls.map(({ id, name }) => ({ callId: id, name, text: '', isError: false }));
  const { text, toolCalls } = response;
  return {
    ...request,
    messages: [...request.messages, { role: 'assistant', text, toolCalls }, { role: 'tool', results }],
  };
}

function argumentsOf(response: ModelResponse, index: number): unknown {
  return JSON.parse(response.toolCalls[index]?.argumentsText ?? '');
}

function shownText(events: readonly ModelEvent[]): string {
  return events.map(event => (event.type === 'text.delta' ? event.text : '')).join('');
}

function status(code: number, message = 'Scripted.'): ScriptedFault {
  return { kind: 'status', status: code, message };
}

function errorEvent(message: string): ScriptedFault {
  return { kind: 'error-event', afterEvents: 1, message };
}

const longText =
  'Grüße, 世界! 👩🏽‍💻\n\n```py\nprint("data: [DONE]")\n```\n\u2028Ende — "event: message_stop"';
