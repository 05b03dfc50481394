import type { GenerateContentResponse, Part } from '@google/genai';

/** One thing that a chunk of an answer says: of its parts each, then what it says of the whole answer. */
export type GeminiPiece =
  | { readonly kind: 'part'; readonly part: Part }
  | {
      readonly kind: 'state';
      readonly finishReason: string | undefined;
      /** Why the prompt itself was refused. */
      readonly blockReason: string | undefined;
      readonly usage: GenerateContentResponse['usageMetadata'];
    };

/** Takes a stream's chunks apart. An error inside the stream throws with the server's JSON under `error`. */
export async function* piecesOf(stream: AsyncIterable<GenerateContentResponse>): AsyncGenerator<GeminiPiece> {
  try {
    for await (const { candidates, promptFeedback, usageMetadata } of stream) {
      const candidate = candidates?.[0];
      for (const part of candidate?.content?.parts ?? []) if (part) yield { kind: 'part', part };
      yield {
        kind: 'state',
        finishReason: candidate?.finishReason,
        blockReason: promptFeedback?.blockReason,
        usage: usageMetadata,
      };
    }
  } catch (error) {
    throw withBody(error);
  }
}

/** The SDK puts the JSON of an error event into its message: `got status: UNAVAILABLE. {"error":…}`. */
function withBody(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'ApiError') return error;
  const json = error.message.slice(Math.max(0, error.message.indexOf('{')));
  return Object.assign(new Error('The server reported an error inside its stream.'), {
    error: JSON.parse(json) as unknown,
  });
}
