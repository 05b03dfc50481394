import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { ForgeError } from '../../engine/forge-error.ts';
import type { ModelRequest, ModelResponse, OpenModel } from '../../engine/ports/model.ts';
import { appendLine, dropCutLine, type LineFile, readLineFile } from './line-file.ts';

/** Every answer of a benchmark run's models, in a file, so that none is paid for twice. */
export interface Answers {
  /** Models for one sample: an answer that the file has is given again, any other is asked for and kept. */
  modelsFor(sample: string, openModel: OpenModel): OpenModel;
}

interface AnswerLine {
  readonly sample: string;
  readonly key: string;
  readonly response: ModelResponse;
}

/**
 * `replay`: nothing is asked; an answer that the file does not have is an error. Throws ForgeError `config.invalid` for
 * a file that is damaged. An answer that was being written when the process died is asked for again.
 */
export function openAnswers(file: string, mode: 'record' | 'replay'): Answers {
  const kept = new Map<string, ModelResponse[]>();
  const lines = answersIn(file);
  if (mode === 'replay' && !existsSync(file)) throw noAnswers(file);
  if (mode === 'record') dropCutLine(file);
  for (const { sample, key, response } of readLineFile(lines)) {
    const name = `${sample} ${key}`;
    kept.set(name, [...(kept.get(name) ?? []), response]);
  }
  const take = (name: string): ModelResponse | undefined => kept.get(name)?.shift();
  return {
    modelsFor: (sample, openModel) => id => {
      const model = mode === 'replay' ? undefined : openModel(id);
      const limits = model?.limits?.bind(model);
      return {
        id,
        ...(limits !== undefined && { limits }),
        async *stream(request, options) {
          const key = keyOf(id, request);
          const response = take(`${sample} ${key}`);
          if (response !== undefined) {
            if (response.text !== '') yield { type: 'text.delta', text: response.text };
            // It was paid for when it was given first.
            yield { type: 'end', response: { ...response, costUsd: 0 } };
            return;
          }
          if (model === undefined) throw notRecorded(sample, file);
          for await (const event of model.stream(request, options)) {
            if (event.type === 'end') appendLine(lines, { sample, key, response: event.response });
            yield event;
          }
        },
      };
    },
  };
}

/** What was asked. Numbers are left out: times and line counts of a tool's output differ from run to run. */
function keyOf(id: string, request: ModelRequest): string {
  const asked = JSON.stringify([id, request.system, request.messages]).replaceAll(/\d+/gu, '#');
  return createHash('sha256').update(asked).digest('hex').slice(0, 32);
}

function answersIn(file: string): LineFile<AnswerLine> {
  return { file, schema: answerSchema, advice: 'Take the line away to have its answer asked for again.' };
}

// What tools were asked for is checked by those who run them, as it is when it has just come.
const responseSchema = z.looseObject({
  text: z.string(),
  toolCalls: z.array(z.looseObject({ name: z.string() })),
  stopReason: z.enum(['end', 'tool-calls', 'length', 'refused']),
});

const answerSchema: z.ZodType<AnswerLine> = z.object({
  sample: z.string(),
  key: z.string(),
  response: z.custom<ModelResponse>(value => responseSchema.safeParse(value).success),
});

function noAnswers(file: string): ForgeError {
  return new ForgeError(
    'config.invalid',
    `${file} is not there, so that there is no answer to give again. Name the folder of a run that has recorded its answers.`,
  );
}

function notRecorded(sample: string, file: string): ForgeError {
  return new ForgeError(
    'provider.refused',
    `${file} has no answer for what is asked in ${sample}: the prompts, the workflow or the sandbox differ from those of the recorded run. Run it again with a model.`,
  );
}
