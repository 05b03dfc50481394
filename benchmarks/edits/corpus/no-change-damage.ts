import { type Damage, undamaged } from './damaged-edit.ts';
import { countSqueezed, linesAfter, replaceOf, searchOf } from './real-edit.ts';

/** The edit has been made already. */
export const alreadyApplied: Damage = (edit, random) => {
  const whole = undamaged(edit);
  const after = linesAfter(edit);
  const stillThere = countSqueezed(after, searchOf(edit)) > 0;
  const covers = whole.replace.includes(whole.search);
  if ((stillThere && !covers) || countSqueezed(after, replaceOf(edit)) !== 1) return undefined;
  const text = after.join('\n');
  return { ...whole, original: random.chance(0.3) ? text.replaceAll('\n', '\r\n') : text, expected: null };
};

/** Search and replacement are the same. */
export const noChange: Damage = (edit, random) => {
  const whole = undamaged(edit);
  const end = random.pick(['', '\n']);
  return { ...whole, search: whole.search + end, replace: whole.search + end, expected: null };
};

/** The search is blank. */
export const blankSearch: Damage = (edit, random) => ({
  ...undamaged(edit),
  search: random.pick(['', '\n', '   ', '\t\n\n']),
  expected: null,
});

/** A blank search in an empty file writes it. */
export const emptyFile: Damage = (edit, random) => {
  const whole = undamaged(edit);
  const bom = random.pick(['', '', '\uFEFF']);
  return { original: bom, search: '', replace: whole.replace, expected: bom + whole.replace };
};

/** Lines are left out behind a mark, on both sides or in the replacement alone: refuse. */
export const elided: Damage = (edit, random) => {
  const { steps, lines } = edit;
  const mark = random.pick(elisionMarks);
  const from = steps.findIndex(
    (_, at) => steps.slice(at, at + 4).filter(step => step.kind === 'keep').length === 4,
  );
  if (from === -1 || lines.some(line => line.trim() === mark.trim())) return undefined;
  const short = { steps: steps.toSpliced(from + 1, 2, { kind: 'keep', line: mark }) };
  const whole = { ...undamaged(edit), replace: replaceOf(short).join('\n'), expected: null };
  return random.chance(0.6) ? { ...whole, search: searchOf(short).join('\n') } : whole;
};

const elisionMarks = [
  '...',
  '…',
  '// ...',
  '# ...',
  '/* ... */',
  '    // ... existing code ...',
  '    # ... existing code ...',
  '// ... rest of the file unchanged ...',
  '# rest of the function',
  '// rest of the code stays the same',
  '<!-- ... -->',
  '{/* ... existing elements ... */}',
] as const;
