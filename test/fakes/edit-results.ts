import assert from 'node:assert/strict';
import { applyEdit, type EditResult } from '../../src/engine/change/apply-edit.ts';

type Refusal = Extract<EditResult, { kind: 'refused' }>;

/** What an edit makes of a file; undefined when it leaves it alone. */
export function edited(original: string, search: string, replace: string): string | undefined {
  const result = applyEdit(original, { search, replace });
  return result.kind === 'applied' ? result.content : undefined;
}

/** How its place was found, or what came of it instead. */
export function tierOf(original: string, search: string, replace: string): string {
  const result = applyEdit(original, { search, replace });
  return result.kind === 'applied' ? result.tier : result.kind;
}

/** The refusal; fails where there is none. */
export function refused(original: string, search: string, replace: string): Refusal {
  const result = applyEdit(original, { search, replace });
  assert.equal(result.kind, 'refused', JSON.stringify(result));
  return result as Refusal;
}

export const lines = (...text: readonly string[]): string => text.join('\n');

export const python = lines(
  'class Cart:',
  '    def total(self):',
  '        tax = self.rate',
  '        # net of discounts',
  '        amount = self.sum()',
  '        return amount + tax',
  '',
  '    def clear(self):',
  '        self.items = []',
  '',
);
