import { plainLine } from '../../engine/plain-text.ts';
import type { ModelTiers } from '../../engine/routing/model-tiers.ts';
import type { WorkflowChoice } from '../../host/list-workflows.ts';
import type { Choice } from '../../protocol/chat/chat-slices.ts';

/** The model of the settings first (empty: by how complex the task is), then each model of the tiers, once. */
export function modelChoices(named: string, tiers: ModelTiers | undefined): readonly Choice[] {
  const usual =
    named === ''
      ? { title: 'Automatic', description: 'By how complex the task is' }
      : { title: plainLine(named), description: `From the settings: ${plainLine(named)}` };
  const ids = new Set(Object.values(tiers ?? {}).flat());
  const all = [...ids].map(id => ({ id, title: plainLine(id), description: 'For this chat' }));
  return [{ id: '', ...usual }, ...all];
}

/** The workflows that are there, and the chosen one where it is a file of the user's. */
export function workflowChoices(chosen: string, known: readonly WorkflowChoice[]): readonly Choice[] {
  const choices = known.map(({ name, description }) => ({ id: name, title: name, description }));
  if (choices.some(({ id }) => id === chosen)) return choices;
  return [{ id: chosen, title: plainLine(chosen), description: 'From the settings' }, ...choices];
}
