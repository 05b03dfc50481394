import type { Check } from '../check/check.ts';
import type { RunView } from './run-view.ts';

/** Whether a command decided about the run, which can be run again; language servers alone are none. */
export function hasCommand(view: RunView): view is RunView & { readonly check: Check } {
  return view.check !== null && view.check.source !== 'editor';
}
