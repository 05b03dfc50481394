import type { ModelId, ModelRequest, ModelResponse } from './model.ts';
import type { ModelCallOutcome } from './run-store.ts';

/** Answers that were given, and paid for, before: where there is one for a question, no model is asked. */
export interface AnswerMemory {
  /**
   * The answer that this run has not been given yet; undefined: the model is to be asked. Throws ForgeError
   * `provider.refused` where it must not be.
   */
  recall(question: Question): RememberedAnswer | undefined;
  /** Called with each answer that a model gives, before anybody else hears that it is finished. */
  keep(question: Question, answer: RememberedAnswer): void;
}

export interface Question {
  readonly runId: string;
  readonly model: ModelId;
  readonly request: ModelRequest;
}

export interface RememberedAnswer {
  /** Of the call that it was given in. The run's ledger has that call if it was one of its own. */
  readonly callId: string;
  readonly outcome: ModelCallOutcome;
  readonly response: ModelResponse;
}
