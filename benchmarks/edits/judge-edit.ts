import type { EditRecord } from './edit-record.ts';

/** What became of a record, against what should have. */
export type EditVerdict =
  | 'applied right'
  | 'refused right'
  | 'refused wrongly'
  | 'applied wrong'
  | 'wrong beyond whitespace';

/** True when the right answer is to leave the file as it is. */
export function mustStay({ original, expected }: EditRecord): boolean {
  return expected === null || expected === original;
}

/** Judges the file that an edit made; null when it made none. */
export function judgeEdit(record: EditRecord, content: string | null): EditVerdict {
  const wanted = mustStay(record) ? record.original : (record.expected ?? record.original);
  if (content === null || content === record.original)
    return mustStay(record) ? 'refused right' : 'refused wrongly';
  if (content === wanted) return 'applied right';
  return withoutBlanks(content) === withoutBlanks(wanted) ? 'applied wrong' : 'wrong beyond whitespace';
}

function withoutBlanks(text: string): string {
  return text.replace(/\s/gu, '');
}
