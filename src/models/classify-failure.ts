import { ForgeError } from '../engine/forge-error.ts';
import { classifyComplaint, mayPass, quote } from './classify-complaint.ts';
import { type Endpoint, hostOf, nameServer } from './endpoint.ts';
import { HttpFailure } from './http-failure.ts';
import { scrubKeys } from './mask-key.ts';
import { findComplaint, readComplaint } from './server-complaint.ts';

/**
 * Turns whatever a vendor's SDK throws into a ForgeError that says what to do. The cause keeps the text
 * for the log, without keys; the SDK's own error objects are let go, for they may hold the request.
 */
export function classifyFailure(error: unknown, endpoint: Endpoint): ForgeError {
  const chain = causesOf(error);
  const known = chain.find(link => link instanceof ForgeError);
  if (known !== undefined) return known;
  const http = chain.find(link => link instanceof HttpFailure);
  if (http !== undefined) return classifyHttp(http, endpoint);
  const inStream = chain.map(link => errorBodyOf(link)).find(body => body !== undefined);
  if (inStream !== undefined) {
    const complaint = findComplaint(inStream);
    return classifyComplaint({ ...complaint, status: statusOf(complaint), headers: undefined }, endpoint);
  }
  return classifyConnection(chain, endpoint);
}

/** A stream that is not what its vendor's interface says. */
export function unreadable(endpoint: Endpoint): ForgeError {
  const message = `${nameServer(endpoint)} sent a stream that cannot be read. Nothing of it was used.`;
  return new ForgeError('provider.unreachable', message, { retryable: true, advice: 'Try again.' });
}

/** A stream that ended before the event that ends an answer. */
export function cutShort(endpoint: Endpoint): ForgeError {
  const message = `${nameServer(endpoint)} broke off in the middle of an answer. Nothing of it was used.`;
  return new ForgeError('provider.unreachable', message, { retryable: true, advice: 'Try again.' });
}

/** An answer longer than any model gives: asking again would only fill the memory again. */
export function endless(endpoint: Endpoint): ForgeError {
  const message = `${nameServer(endpoint)} sent an answer without end, so it was broken off. Nothing of it was used; choose another model.`;
  return new ForgeError('provider.unreachable', message);
}

function classifyHttp(failure: HttpFailure, endpoint: Endpoint): ForgeError {
  const { status, headers } = failure;
  if (status >= 300 && status < 400) return sentElsewhere(failure, endpoint);
  // What stands in front of a server also says in web pages that it is down, or asked too often.
  if (failure.isWebPage && !mayPass(status)) {
    const message = `${nameServer(endpoint)} sent a web page instead of a model's answer (status ${status}). Check ${endpoint.urlVariable} and any proxy in between.`;
    return new ForgeError('provider.unreachable', message, { retryable: true });
  }
  const complaint = readComplaint(failure);
  // A whole JSON document with a good status is either an error in disguise or no stream at all.
  if (status < 400 && complaint.message === '') {
    const message = `${nameServer(endpoint)} answered with something that is no stream. Check that ${endpoint.urlVariable} names a server that can stream.`;
    return new ForgeError('provider.unreachable', message, { retryable: true });
  }
  return classifyComplaint(
    { ...complaint, status: status < 400 ? statusOf(complaint) : status, headers },
    endpoint,
  );
}

/** Nobody has asked to send keys and code there, so a person decides. */
function sentElsewhere({ status, headers }: HttpFailure, endpoint: Endpoint): ForgeError {
  const location = headers.get('location') ?? '';
  const target = URL.canParse(location, endpoint.baseUrl) ? new URL(location, endpoint.baseUrl).origin : '';
  const where = target === '' ? 'another address' : quote(scrubKeys(target, endpoint));
  const message = `${nameServer(endpoint)} sends requests on to ${where} (status ${status}), and CodeForge does not follow. Check ${endpoint.urlVariable}: it has to name the address that answers.`;
  return new ForgeError('config.invalid', message, { status });
}

function classifyConnection(chain: readonly Error[], endpoint: Endpoint): ForgeError {
  const code: string =
    chain.map((link): unknown => Reflect.get(link, 'code')).find(value => typeof value === 'string') ?? '';
  // What the network does has a cause or a code; an SDK that stumbles over an event has none.
  const isStumble = code === '' && chain.at(-1) instanceof TypeError;
  if (isStumble || chain.some(link => link instanceof SyntaxError)) return unreadable(endpoint);
  const text = scrubKeys(chain.at(-1)?.message ?? 'nothing was said', endpoint);
  const { message, advice } = describeConnection(code, text, endpoint);
  return new ForgeError('provider.unreachable', message, {
    retryable: !untrusted.test(code) && !noTls.test(code),
    ...(advice === undefined ? {} : { advice }),
    cause: new Error(text),
  });
}

interface ConnectionFault {
  /** With what can be done about it while the next try is waited for. */
  readonly message: string;
  readonly advice?: string;
}

function describeConnection(code: string, text: string, endpoint: Endpoint): ConnectionFault {
  const host = hostOf(endpoint);
  if (code === 'ECONNREFUSED') return { message: `Nothing answers at ${host}. ${endpoint.startHint}` };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return { message: `The address ${host} cannot be found. Check the network and ${endpoint.urlVariable}.` };
  }
  if (noTls.test(code)) {
    const message = `The server at ${host} does not speak https. Check ${endpoint.urlVariable}: its address may have to begin with http://.`;
    return { message };
  }
  if (untrusted.test(code)) {
    const message = `The certificate of ${host} is not trusted (${code}). If a proxy stands in between, name its certificate in NODE_EXTRA_CA_CERTS.`;
    return { message };
  }
  const message = `The connection to ${host} broke (${code === '' ? quote(text) : code}).`;
  return { message, advice: 'Check the network, then try again.' };
}

const untrusted = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/u;
const noTls = /^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$/u;

/** The error with its causes, outermost first. */
function causesOf(error: unknown): readonly Error[] {
  const chain: Error[] = [];
  for (let link = error; link instanceof Error && chain.length < 10; link = link.cause) chain.push(link);
  return chain;
}

/** Both SDKs that read server-sent events put an error event's JSON here. */
function errorBodyOf(error: Error): unknown {
  const body: unknown = Reflect.get(error, 'error');
  return body === null ? undefined : body;
}

/** The status that the vendor would have sent for an error inside a stream. */
function statusOf({ code, type }: { readonly code: string; readonly type: string }): number {
  if (/^[45]\d\d$/u.test(code)) return Number(code);
  return statusByName[code] ?? statusByName[type] ?? 500;
}

const statusByName: Readonly<Record<string, number>> = {
  authentication_error: 401,
  invalid_api_key: 401,
  billing_error: 402,
  insufficient_quota: 402,
  permission_error: 403,
  not_found_error: 404,
  model_not_found: 404,
  invalid_request_error: 400,
  request_too_large: 413,
  rate_limit_error: 429,
  rate_limit_exceeded: 429,
  overloaded_error: 529,
};
