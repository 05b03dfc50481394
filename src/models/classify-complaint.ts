import { ForgeError } from '../engine/forge-error.ts';
import { type Endpoint, hostOf, nameServer } from './endpoint.ts';
import { maskKey, scrubKeys } from './mask-key.ts';
import { readRetryAfter } from './rate-headers.ts';
import type { ServerComplaint } from './server-complaint.ts';

export interface Complaint extends ServerComplaint {
  readonly status: number;
  /** Undefined for a complaint inside a stream. */
  readonly headers: Headers | undefined;
}

/** Decides by status, names and words what a server's complaint means for the user. */
export function classifyComplaint(complaint: Complaint, endpoint: Endpoint): ForgeError {
  const { status } = complaint;
  const said = sentence(complaint.message, endpoint);
  const server = nameServer(endpoint);
  const fail = (code: ForgeError['code'], message: string, advice?: string): ForgeError =>
    new ForgeError(code, message, { status, ...(advice === undefined ? {} : { advice }) });
  if (saysNoTools(complaint)) {
    return fail(
      'provider.no-tools',
      `The model ${endpoint.model} cannot call tools${said}.`,
      'Choose another model.',
    );
  }
  if (saysNoCredit(complaint)) {
    return fail(
      'provider.no-credit',
      `${server} has no credit left for this key${said}.`,
      'Check the plan and billing of the account, or choose another model.',
    );
  }
  if (saysTooLong(complaint)) {
    return fail(
      'provider.context-too-long',
      `The request is longer than ${endpoint.model} can take${said}.`,
      'Choose a model with a longer context, or a smaller task.',
    );
  }
  if (status === 401 || status === 403 || /api key not valid/iu.test(complaint.message))
    return fail('provider.unauthorized', refusedKey(said, endpoint));
  if (status === 404) return fail('config.invalid', notFound(complaint, endpoint));
  if (mayPass(status)) return passing(complaint, endpoint);
  if (/content_(?:filter|policy)/u.test(`${complaint.code} ${complaint.type}`)) {
    return fail(
      'provider.refused',
      `${server} will not answer this request${said}. Reword the task, or choose another model.`,
    );
  }
  return fail(
    'provider.bad-request',
    `${server} could not take the request for ${endpoint.model}${said}. Choose another model, or shorten the task.`,
  );
}

/** Whether a later try may be answered, by the status of this one. */
export function mayPass(status: number): boolean {
  return status === 429 || status === 408 || status === 409 || status >= 500;
}

/** A server's words for a message of ours: one line, bounded, without keys or control characters. */
export function quote(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a terminal.
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\s]+/gu, ' ').trim();
  return line.length > maxQuoteLength ? `${line.slice(0, maxQuoteLength - 1)}…` : line;
}

function passing(complaint: Complaint, endpoint: Endpoint): ForgeError {
  const said = sentence(complaint.message, endpoint);
  const server = nameServer(endpoint);
  const { status, headers } = complaint;
  const retryAfterMs = (headers && readRetryAfter(headers, Date.now())) ?? complaint.retryAfterMs;
  const options = { retryable: true, status, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  if (status === 429) {
    const advice = 'Wait a little, or choose another model.';
    const message = `${server} takes no more requests for now${said}.`;
    return new ForgeError('provider.rate-limited', message, { ...options, advice });
  }
  const advice = 'Try again later, or choose another model.';
  const message = `${server} is in trouble (status ${status})${said}.`;
  return new ForgeError('provider.unreachable', message, { ...options, advice });
}

function refusedKey(said: string, endpoint: Endpoint): string {
  const { apiKey, keyVariable } = endpoint;
  if (apiKey === undefined) return `${nameServer(endpoint)} asks for a key${said}. Set ${keyVariable}.`;
  return `${nameServer(endpoint)} refused the key ending in ${maskKey(apiKey)}${said}. Set ${keyVariable} to a key that is valid there.`;
}

function notFound(complaint: Complaint, endpoint: Endpoint): string {
  if (endpoint.vendor === 'Ollama' && /model/iu.test(complaint.message)) {
    return `Ollama has no model "${endpoint.model}". Fetch it with "ollama pull ${endpoint.model}", or choose another model.`;
  }
  if (/model|endpoint/iu.test(`${complaint.message} ${complaint.code}`)) {
    return `${nameServer(endpoint)} has no model "${endpoint.model}"${sentence(complaint.message, endpoint)}. Choose another model.`;
  }
  return `There is no ${endpoint.vendor} interface at ${hostOf(endpoint)} (status 404). Check ${endpoint.urlVariable}.`;
}

/** The server's own words in brackets, or nothing. */
function sentence(text: string, endpoint: Endpoint): string {
  const quoted = quote(scrubKeys(text, endpoint));
  return quoted === '' ? '' : ` (“${quoted}”)`;
}

function saysNoTools({ status, message }: Complaint): boolean {
  return status >= 400 && status !== 429 && noTools.test(message);
}

// As said by Ollama, OpenAI (of a model with tools, then of one that must reason), OpenRouter, vLLM and llama.cpp.
const noTools =
  /not support (?:tools|tool use|tool calling|function)|function tools .*not supported|'reasoning_effort' does not support 'none'|support tool use|--enable-auto-tool-choice|tools param requires/iu;

function saysNoCredit({ status, code, type, message }: Complaint): boolean {
  if (status === 402 || /insufficient_quota|billing/u.test(`${code} ${type}`)) return true;
  return status < 500 && /credit balance is too low|exceeded your current quota/iu.test(message);
}

function saysTooLong({ status, code, type, message }: Complaint): boolean {
  if (status === 413 || code === 'context_length_exceeded' || type === 'request_too_large') return true;
  return status < 500 && status !== 429 && tooLong.test(message);
}

// As said by OpenAI and vLLM, by OpenAI's newer models, Anthropic (twice), Gemini, llama.cpp and LM Studio.
const tooLong =
  /maximum context length|exceeds? the context window|prompt is too long|exceed context limit|input token count .*exceeds|exceeds the available context|longer than the context length|greater than the context length|maximum model length/iu;

const maxQuoteLength = 300;
