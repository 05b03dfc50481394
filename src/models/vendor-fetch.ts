import { HttpFailure } from './http-failure.ts';

export type VendorFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

export interface StreamListener {
  /** Of an answer that is a stream, before its first piece. */
  readonly onHeaders: (headers: Headers) => void;
  /** Told every piece of a stream; may throw to end it. */
  readonly onBytes: (chunk: Uint8Array) => void;
}

/**
 * A fetch for the vendors' SDKs that judges answers for all of them alike: whatever is not a stream
 * throws an HttpFailure.
 */
export function createVendorFetch({ onHeaders, onBytes }: StreamListener): VendorFetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, ...noRedirects });
    if (!response.ok || response.body === null || isNoStream(response)) {
      throw new HttpFailure(response, await readStart(response));
    }
    onHeaders(response.headers);
    const watch = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        onBytes(chunk);
        controller.enqueue(chunk);
      },
    });
    return new Response(response.body.pipeThrough(watch), response);
  };
}

/**
 * A redirect is not followed: what fetch sends along to another host are the whole request with its code, and the
 * headers in which Anthropic, Gemini and Azure want their keys.
 */
export const noRedirects = { redirect: 'manual' } as const;

function isNoStream(response: Response): boolean {
  const type = response.headers.get('content-type') ?? '';
  return type.includes('html') || type.startsWith('application/json');
}

/** An error page may be endless; a sentence is all that is wanted of it. */
async function readStart(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxErrorLength) break;
  }
  return text.slice(0, maxErrorLength);
}

const maxErrorLength = 20_000;
