import * as blank from './blank-damage.ts';
import { type Damage, type Layer, only, undamaged } from './damaged-edit.ts';
import * as lineBreak from './line-break-damage.ts';
import * as lookAlike from './look-alike-damage.ts';
import * as nearMiss from './near-miss-damage.ts';
import * as noChange from './no-change-damage.ts';
import type { EditShape } from './real-edit.ts';
import * as sign from './sign-damage.ts';
import type { SourceFile } from './source-files.ts';
import * as special from './special-damage.ts';
import * as wrapping from './wrapping-damage.ts';

/** One way in which edits go wrong. */
export interface CorpusClass {
  readonly name: string;
  readonly shape: EditShape;
  readonly damage: Damage;
  /** How many records, against the other classes. */
  readonly share: number;
}

/** Every class of edits that is measured. */
export function corpusClasses(sources: readonly SourceFile[]): readonly CorpusClass[] {
  return [
    of('exact', undamaged, bare),
    of('CRLF file', only(lineBreak.crlfFile)),
    of('trailing blanks in the file', blank.trailingBlanksInFile),
    of('trailing blanks in the search', only(blank.trailingBlanksInSearch)),
    of('tabs in the file', blank.tabsInFile),
    of('tabs in the search', only(blank.tabsInSearch)),
    of('indentation shifted', only(blank.indentationShifted)),
    of('indentation right in the replacement', blank.replacementIndented),
    of('bare first line', blank.bareFirstLine),
    of('blank lines at the ends', only(blank.blankEnds)),
    of('Markdown fence', only(wrapping.fenced)),
    of('line numbers', only(wrapping.lineNumbered)),
    of('HTML entities', only(wrapping.htmlEntities)),
    of('doubled escapes', only(wrapping.doubledEscapes)),
    of('smart signs in the search', sign.smartSignsInSearch),
    of('smart signs in the file', sign.smartSignsInFile),
    of('NFC against NFD', sign.otherComposition),
    of('typo', nearMiss.typo, block),
    of('lost comment', nearMiss.lostComment, block),
    of('stale context', nearMiss.staleContext, block),
    of('changed since', nearMiss.changedSince, block),
    of('elision', noChange.elided, long),
    of('ambiguous', lookAlike.twice, bare),
    of('twice, otherwise indented', lookAlike.twiceOtherwiseIndented, bare),
    of('beside a near-duplicate', lookAlike.besideNearDuplicate, block),
    of('between near-duplicates', lookAlike.betweenNearDuplicates, block),
    of('near-duplicate of another name', lookAlike.otherName, block),
    of('absent', lookAlike.absent, bare),
    of('already applied', noChange.alreadyApplied, bare),
    of('no-op', noChange.noChange),
    of('empty search', noChange.blankSearch),
    { ...of('empty file', noChange.emptyFile), share: 0.2 },
    of('part of a line', special.partOfLine),
    of('no final line break', lineBreak.noFinalBreak),
    of('minified', special.minified, bare),
    of('pattern signs', special.patternSigns),
    of('BOM', only(lineBreak.bomFile)),
    of('mixed line endings', lineBreak.mixedEndings),
    ...twoAtOnce,
    { ...of('large file', special.largeFile(sources, inLargeFiles), block), share: 0.3 },
  ];
}

// Found at once, found by reading loosely, found one line off, found too often, and not found at all.
const inLargeFiles: readonly [Damage, ...Damage[]] = [
  undamaged,
  only(blank.indentationShifted),
  nearMiss.typo,
  lookAlike.twice,
  lookAlike.absent,
  stack(lookAlike.absent, wrapping.fenced),
];

const bare: EditShape = { context: [0, 2], lines: [1, 20] };
const usual: EditShape = { context: [1, 3], lines: [2, 30] };
const block: EditShape = { context: [1, 3], lines: [4, 18] };
const long: EditShape = { context: [4, 7], lines: [6, 30] };

function of(name: string, damage: Damage, shape: EditShape = usual): CorpusClass {
  return { name, damage, shape, share: 1 };
}

const pairs: readonly (readonly [string, Damage, Layer, EditShape?])[] = [
  ['CRLF and BOM', only(lineBreak.crlfFile), lineBreak.bomFile],
  ['fence and line numbers', only(wrapping.lineNumbered), wrapping.fenced],
  ['shift and trailing blanks', only(blank.indentationShifted), blank.trailingBlanksInSearch],
  ['shift and CRLF', only(blank.indentationShifted), lineBreak.crlfFile],
  ['shift and fence', only(blank.indentationShifted), wrapping.fenced],
  ['tabs and blank ends', blank.tabsInFile, blank.blankEnds],
  ['tabs and line numbers', blank.tabsInFile, wrapping.lineNumbered],
  ['signs and CRLF', sign.smartSignsInFile, lineBreak.crlfFile],
  ['signs and shift', sign.smartSignsInFile, blank.indentationShifted],
  ['typo and fence', nearMiss.typo, wrapping.fenced, block],
  ['typo and shift', nearMiss.typo, blank.indentationShifted, block],
  ['typo and CRLF', nearMiss.typo, lineBreak.crlfFile, block],
  ['lost comment and trailing blanks', nearMiss.lostComment, blank.trailingBlanksInSearch, block],
  ['already applied and fence', noChange.alreadyApplied, wrapping.fenced],
  ['already applied and shift', noChange.alreadyApplied, blank.indentationShifted],
  ['ambiguous and shift', lookAlike.twice, blank.indentationShifted],
  ['changed since and CRLF', nearMiss.changedSince, lineBreak.crlfFile, block],
];

const twoAtOnce: readonly CorpusClass[] = pairs.map(([name, damage, layer, shape]) => ({
  ...of(`two at once: ${name}`, stack(damage, layer), shape),
  share: 0.25,
}));

function stack(damage: Damage, layer: Layer): Damage {
  return (edit, random) => {
    const damaged = damage(edit, random);
    return damaged && layer(damaged, random);
  };
}
