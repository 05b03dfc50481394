import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { ModelLimits } from '../../src/engine/ports/model.ts';
import { anthropicWire } from './anthropic-wire.ts';
import { geminiWire } from './gemini-wire.ts';
import { ollamaWire } from './ollama-wire.ts';
import { openAiWire } from './openai-wire.ts';
import type { ScriptedFault, ScriptedTurn } from './scripted-turn.ts';
import { splitBytes } from './split-bytes.ts';
import type { CompletionBody, WireFormat } from './wire-format.ts';

/**
 * A model server on loopback that speaks a vendor's real wire format and answers by script. One turn
 * answers one completion request, so a retried request takes the next turn. A request for which there
 * is no turn is answered with status 400 and says so.
 */
export interface ScriptedServer extends AsyncDisposable {
  /** What the vendor's SDK takes as its base URL. */
  readonly baseUrl: string;
  /** The environment variables that point a client here, the key included. */
  readonly env: Readonly<Record<string, string>>;
  /** The completion requests in the order in which they came in. */
  readonly requests: readonly ScriptedRequest[];
  /** Resolves when that many completion requests have come in. */
  waitForRequests(count: number): Promise<void>;
  /** Lets every turn that stalls go on, now and later. */
  release(): void;
}

export interface ScriptedRequest {
  /** Milliseconds since the epoch at which the body had come in. */
  readonly at: number;
  readonly path: string;
  /** What stands behind the path's question mark. */
  readonly query: string;
  readonly headers: IncomingMessage['headers'];
  readonly sizeBytes: number;
  readonly body: CompletionBody;
  /** Resolves when the connection or the answer has ended: false when the client left before the end. */
  readonly answered: Promise<boolean>;
}

export type WireName = 'openai' | 'anthropic' | 'ollama' | 'gemini';

/** Either the turns in order, or a function from the request to its turn; `index` counts from 0. */
export type Script =
  | readonly ScriptedTurn[]
  | ((request: ScriptedRequest, index: number) => ScriptedTurn | Promise<ScriptedTurn>);

export interface ScriptedServerOptions {
  /** What the server lists as its models. */
  readonly models?: readonly string[];
  /** What the server says of its models, where its wire format can. */
  readonly limits?: ModelLimits;
}

export async function startScriptedServer(
  wire: WireName,
  script: Script,
  options: ScriptedServerOptions = {},
): Promise<ScriptedServer> {
  const state = new ServerState(wireFormats[wire], script, options);
  const server = createServer((request, response) => {
    void state.answer(request, response).catch((error: unknown) => response.destroy(asError(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}${state.wire.basePath}`;
  return {
    baseUrl,
    env: state.wire.env(baseUrl),
    requests: state.requests,
    waitForRequests: count => state.waitForRequests(count),
    release: () => state.released.resolve(),
    [Symbol.asyncDispose]: () => stop(server, state),
  };
}

async function stop(server: Server, state: ServerState): Promise<void> {
  state.released.resolve();
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

class ServerState {
  readonly wire: WireFormat;
  readonly requests: ScriptedRequest[] = [];
  readonly released = Promise.withResolvers<void>();
  readonly #script: Script;
  readonly #options: ScriptedServerOptions;
  #arrived = Promise.withResolvers<void>();

  constructor(wire: WireFormat, script: Script, options: ScriptedServerOptions) {
    this.wire = wire;
    this.#script = script;
    this.#options = options;
  }

  async waitForRequests(count: number): Promise<void> {
    while (this.requests.length < count) await this.#arrived.promise;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').replace(/\?.*$/u, '');
    if (request.method !== 'POST' || path !== this.wire.completionPath) {
      return this.#answerOther(path, response);
    }
    const answered = Promise.withResolvers<boolean>();
    response.once('close', () => answered.resolve(response.writableFinished));
    const recorded = await record(request, path, answered.promise);
    const index = this.requests.push(recorded) - 1;
    this.#arrived.resolve();
    this.#arrived = Promise.withResolvers();
    const turn = await this.#turn(recorded, index);
    if (turn.fault?.kind === 'status') return this.#answerStatus(turn.fault, response);
    if (turn.fault?.kind === 'html') return answerHtml(turn.fault.status, response);
    await this.#stream(turn, recorded.body, response);
  }

  async #turn(request: ScriptedRequest, index: number): Promise<ScriptedTurn> {
    if (typeof this.#script === 'function') return this.#script(request, index);
    const message = `The script has no turn for request ${index + 1}.`;
    return this.#script[index] ?? { fault: { kind: 'status', status: 400, message } };
  }

  #answerOther(path: string, response: ServerResponse): void {
    const { models = ['scripted'], limits = {} } = this.#options;
    const body = this.wire.get(path, models, limits);
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? { error: `There is nothing at ${path}.` }));
  }

  #answerStatus(fault: Extract<ScriptedFault, { kind: 'status' }>, response: ServerResponse): void {
    const { status, headers, message = `Scripted status ${status}.`, code, body } = fault;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body ?? this.wire.errorBody({ status, message, ...(code === undefined ? {} : { code }) }));
  }

  async #stream(turn: ScriptedTurn, request: CompletionBody, response: ServerResponse): Promise<void> {
    const events = this.wire.events(turn, request);
    const { fault } = turn;
    response.writeHead(200, { 'content-type': this.wire.contentType, 'cache-control': 'no-cache' });
    response.flushHeaders();
    if (fault === undefined || !('afterEvents' in fault)) return sendAll(events, turn, response);
    const rest = events.slice(fault.afterEvents);
    await send(events.slice(0, fault.afterEvents), turn, response);
    switch (fault.kind) {
      case 'disconnect':
        response.destroy();
        return;
      case 'end-early':
        response.end();
        return;
      case 'garbage':
        return sendAll([this.wire.garbageEvent(), ...rest], turn, response);
      case 'error-event':
        return sendAll([this.wire.errorEvent(fault.message)], turn, response);
      case 'stall':
        await this.released.promise;
        return sendAll(rest, turn, response);
      default:
        return fault satisfies never;
    }
  }
}

async function record(
  request: IncomingMessage,
  path: string,
  answered: Promise<boolean>,
): Promise<ScriptedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  return {
    at: Date.now(),
    path,
    query: /\?(.*)$/u.exec(request.url ?? '')?.[1] ?? '',
    headers: request.headers,
    sizeBytes: bytes.length,
    body: JSON.parse(bytes.toString('utf8')) as CompletionBody,
    answered,
  };
}

async function sendAll(
  events: readonly string[],
  turn: ScriptedTurn,
  response: ServerResponse,
): Promise<void> {
  await send(events, turn, response);
  response.end();
}

/** Each chunk goes out as a chunk of its own, and is on its way when this returns. */
async function send(events: readonly string[], turn: ScriptedTurn, response: ServerResponse): Promise<void> {
  for (const chunk of splitBytes(events, turn.split ?? 'awkward')) {
    if (response.destroyed) return;
    if (!response.write(chunk)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    await setImmediate();
  }
}

function answerHtml(status: number, response: ServerResponse): void {
  response.writeHead(status, { 'content-type': 'text/html' });
  response.end('<!doctype html><html><head><title>Sign in</title></head><body>Proxy sign-in</body></html>');
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

const wireFormats: Readonly<Record<WireName, WireFormat>> = {
  openai: openAiWire,
  anthropic: anthropicWire,
  ollama: ollamaWire,
  gemini: geminiWire,
};
