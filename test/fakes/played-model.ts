import type { Model, ModelEvent, ModelId } from '../../src/engine/ports/model.ts';

/** One thing that a played stream does: an event, an error, or silence until the request is aborted. */
export type Part = ModelEvent | Error | 'silence';

export interface PlayedModel extends Model {
  readonly asked: () => number;
  readonly aborted: () => number;
  readonly ended: () => number;
}

/** A model that plays one list of parts a request. */
export function playModel(
  plays: readonly (readonly Part[] | Part)[],
  id: ModelId = 'test/model',
): PlayedModel {
  let asked = 0;
  let aborted = 0;
  let ended = 0;
  const model: Model = {
    id,
    async *stream(_request, { signal }) {
      const play = plays[asked] ?? [];
      asked += 1;
      try {
        for (const part of Array.isArray(play) ? (play as readonly Part[]) : [play as Part]) {
          if (part instanceof Error) throw part;
          if (part !== 'silence') yield part;
          if (part === 'silence') await untilAborted(signal).finally(() => (aborted += 1));
        }
      } finally {
        ended += 1;
      }
    },
  };
  return { ...model, asked: () => asked, aborted: () => aborted, ended: () => ended };
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
}
