import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { ForgeError } from '../../engine/forge-error.ts';
import type { AnswerMemory, RememberedAnswer } from '../../engine/ports/answer-memory.ts';
import type { ModelRequest, ModelResponse } from '../../engine/ports/model.ts';
import type { Ledger, ModelCallOutcome } from '../../engine/ports/run-store.ts';
import { appendLine, dropCutLine, type LineFile, readLineFile } from './line-file.ts';

/** Every answer of a benchmark run's models, in a file, so that none is paid for twice. */
export interface RecordedAnswers {
  /** For one sample, whose calls this ledger has. */
  memoryFor(sample: string, ledger: Pick<Ledger, 'calls'>): AnswerMemory;
}

/**
 * `record`: an answer that the file has is given again as it was, any other is asked for and kept. `replay`: nothing is
 * asked, and nothing costs anything; an answer that the file does not have is an error. Throws ForgeError
 * `config.invalid` for a file that is damaged. An answer that was being written when the process died is asked for again.
 */
export function openAnswers(file: string, mode: 'record' | 'replay'): RecordedAnswers {
  const lines = answersIn(file);
  if (mode === 'replay' && !existsSync(file)) throw noAnswers(file);
  if (mode === 'record') dropCutLine(file);
  const kept = Map.groupBy(readLineFile(lines), ({ sample, key }) => `${sample} ${key}`);
  const given = new Set<AnswerLine>();
  return {
    memoryFor: (sample, ledger) => ({
      recall({ runId, model, request }) {
        // What an earlier process was given, this run has.
        const known = new Set(ledger.calls(runId).flatMap(({ callId, outcome }) => (outcome ? callId : [])));
        const line = kept
          .get(`${sample} ${keyOf(model, request)}`)
          ?.find(answer => !given.has(answer) && !known.has(answer.callId));
        if (line === undefined) {
          if (mode === 'replay') throw notRecorded(sample, file);
          return undefined;
        }
        given.add(line);
        const { callId, response } = line;
        return { callId, response, outcome: outcomeOf(line, { runId, mode }) };
      },
      keep({ runId, model, request }, answer) {
        if (mode === 'record') appendLine(lines, { sample, key: keyOf(model, request), runId, ...answer });
      },
    }),
  };
}

interface AnswerLine extends RememberedAnswer {
  readonly sample: string;
  readonly key: string;
  readonly runId: string;
}

interface Recalling {
  readonly runId: string;
  readonly mode: 'record' | 'replay';
}

/** What the answer comes to for a run. Its dollars count where they were paid, and are none where a run is replayed. */
function outcomeOf(line: AnswerLine, { runId, mode }: Recalling): ModelCallOutcome {
  if (mode === 'replay')
    return { ...line.outcome, costUsd: 0, costSource: 'free', pricedAsOf: null, provenance: 'replayed' };
  return line.runId === runId ? line.outcome : { ...line.outcome, provenance: 'replayed' };
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

const outcomeSchema: z.ZodType<ModelCallOutcome> = z.object({
  durationMs: z.number(),
  inputTokens: z.number(),
  cacheReadTokens: z.number(),
  cacheWriteTokens: z.number(),
  outputTokens: z.number(),
  reasoningTokens: z.number(),
  costUsd: z.number().nullable(),
  costSource: z.enum(['reported', 'computed', 'unknown', 'free']),
  pricedAsOf: z.string().nullable(),
  topTierUsd: z.number().nullable(),
  provenance: z.enum(['reported', 'estimated', 'replayed']),
});

const answerSchema: z.ZodType<AnswerLine> = z.object({
  sample: z.string(),
  key: z.string(),
  runId: z.string(),
  callId: z.string(),
  outcome: outcomeSchema,
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
