import { visibleText } from '../parts/visible-text.ts';

/** What was measured: a model, or all of them. */
export function modelName(model: string | null): string {
  return model === null ? 'models by tier' : visibleText(model);
}
