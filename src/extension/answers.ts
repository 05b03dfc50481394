import * as vscode from 'vscode';
import type { Ask, RequestName, Requests } from './requests.ts';

/** Who answers what VS Code asks for. */
export class Answers {
  readonly #answers = new Map<RequestName, (...of: never[]) => unknown>();

  /** Until it is disposed of. */
  give<N extends RequestName>(name: N, answer: Requests[N]): vscode.Disposable {
    if (this.#answers.has(name)) throw new Error(`${name} is answered already`);
    this.#answers.set(name, answer);
    return new vscode.Disposable(() => this.#answers.delete(name));
  }

  readonly ask: Ask = async (name, ...of) => {
    const answer = this.#answers.get(name) as ((...of: unknown[]) => never) | undefined;
    if (answer === undefined) throw new Error(`nothing answers ${name}`);
    return answer(...of);
  };
}
