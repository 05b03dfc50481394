import type { EditRefusal, EditResult, EditTier } from './edit-result.ts';

/** The answer that the model gets: one line when all is well, and on refusal what to look at and do. */
export function describeEdit(result: EditResult, path: string): string {
  switch (result.kind) {
    case 'applied':
      return `Edited ${path} at line ${result.line}${howFound(result)}.`;
    case 'already-applied':
      return `${path} already reads as the replacement does, at line ${result.line}. Nothing was changed.`;
    case 'no-op':
      return `The edit leaves ${path} as it is: its lines already read so. Nothing was changed.`;
    case 'refused':
      return describeRefusal(result, path);
    default:
      return result satisfies never;
  }
}

function howFound({ tier, unwrapped }: Extract<EditResult, { kind: 'applied' }>): string {
  const ways = [readings[tier], unwrapped.length === 0 ? '' : `without ${unwrapped.join(' and ')}`];
  const told = ways.filter(way => way !== '').join(', ');
  return told === '' ? '' : ` (found ${told})`;
}

const readings: Readonly<Record<EditTier, string>> = {
  exact: '',
  'trailing-blanks': 'but for blanks at line ends',
  indentation: 'but for indentation',
  typography: 'but for quotes, dashes or spaces',
  'one-line-off': 'but for one line, which is as the file has it',
};

function describeRefusal({ message, closest }: EditRefusal, path: string): string {
  const refusal = `${path} was not changed. ${message}`;
  if (closest === undefined) return refusal;
  return `${refusal}\n${closest.difference}\nClosest place, from line ${closest.line}:\n${closest.excerpt}`;
}
