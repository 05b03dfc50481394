import * as vscode from 'vscode';
import { CallIds } from '../../engine/conversation/call-ids.ts';
import { ForgeError } from '../../engine/forge-error.ts';
import type { Model, ModelEvent, ModelRequest } from '../../engine/ports/model.ts';
import { explainFailure } from './explain-failure.ts';
import { untilAborted } from './until-aborted.ts';
import { VscodeAnswer } from './vscode-answer.ts';
import { toMessages, toOptions } from './vscode-request.ts';

/** A language model that another extension gives to VS Code, by its id or its family. */
export function createVscodeModel(name: string): Model {
  return {
    id: `vscode/${name}`,
    stream: (request, { signal }) => streamFromEditor(name, request, signal),
    async limits() {
      const { maxInputTokens } = await findModel(name);
      return { contextTokens: maxInputTokens };
    },
  };
}

async function* streamFromEditor(
  name: string,
  request: ModelRequest,
  signal: AbortSignal,
): AsyncGenerator<ModelEvent> {
  signal.throwIfAborted();
  const canceller = new vscode.CancellationTokenSource();
  const cancel = () => canceller.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const model = await findModel(name);
    const answer = new VscodeAnswer(new CallIds(request.messages));
    const { token } = canceller;
    const asking = Promise.resolve(model.sendRequest(toMessages(request), toOptions(request), token));
    const { stream } = await untilAborted(asking, signal);
    const parts = stream[Symbol.asyncIterator]();
    for (;;) {
      const next = await untilAborted(parts.next(), signal);
      if (next.done === true) break;
      yield answer.add(next.value);
    }
    const estimatedUsage = await untilAborted(answer.countTokens(model, request), signal);
    yield { type: 'end', response: { ...answer.finish(), ...(estimatedUsage && { estimatedUsage }) } };
  } catch (error) {
    signal.throwIfAborted();
    throw explainFailure(error, name);
  } finally {
    signal.removeEventListener('abort', cancel);
    // Whoever stops reading also stops the model.
    canceller.cancel();
    canceller.dispose();
  }
}

async function findModel(name: string): Promise<vscode.LanguageModelChat> {
  const models = await vscode.lm.selectChatModels();
  const found = models.find(({ id }) => id === name) ?? models.find(({ family }) => family === name);
  if (found !== undefined) return found;
  const there = models.map(({ id }) => id).join(', ');
  throw new ForgeError(
    'config.invalid',
    there === ''
      ? `VS Code has no language model "${name}", nor any other. Install GitHub Copilot, or choose another model.`
      : `VS Code has no language model "${name}". Choose one of ${there}.`,
  );
}
