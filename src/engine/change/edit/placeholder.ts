/** True for a line that says nothing but that something was left out: `...`, `// ... existing code ...`, `# rest of it`. */
export function isPlaceholder(line: string): boolean {
  if (line.length > longestPlaceholder || !hasDotsOrComment.test(line)) return false;
  const [, opening = '', body = ''] = framed.exec(line.trim()) ?? [];
  const said = body.replace(brackets, '$1').trim();
  if (onlyDots.test(said)) return true;
  return opening === '' ? isElidedText(said) : isElidedComment(said);
}

// Longer lines say more than that something was left out.
const longestPlaceholder = 160;

// Almost every line of code fails here, at little cost.
const hasDotsOrComment = /\.{3}|…|^\s*(?:\/[/*]|#|--|;|%|<!--|\{\s*\/\*|"""|''')/u;

// A comment mark of any language, what it says, and the mark that closes it.
const framed =
  /^(\/\/+|#+(?!\w)|--+|;+|%+|\/\*+|<!--+|\{\s*\/\*+|"""|''')?\s*(.*?)\s*(?:\*+\/\s*\}?|--+>|"""|'''|--+)?$/u;
const brackets = /^[([{<](.*)[)\]}>]$/u;
const onlyDots = /^(?:\.{3,}|…)(?:\s*(?:\.{3,}|…))*$/u;
const dotsAtStart = /^(?:\.{3,}|…)/u;
const dotsAtEnd = /(?:\.{3,}|…)$/u;
const dotsAtEnds = /^(?:\.{3,}|…)\s*|\s*(?:\.{3,}|…)$/gu;

// Outside a comment dots may spread an object or go on with a doctest: only bare words after them are an elision.
function isElidedText(said: string): boolean {
  const words = said.replace(dotsAtEnds, '').trim();
  if (!dotsAtStart.test(said) || !bareWords.test(words) || !leftOut.test(words)) return false;
  return (
    /^(?:\.{3,}|…)\s/u.test(said) ||
    dotsAtEnd.test(said) ||
    /^rest of|\s(?:code|unchanged|omitted)$/iu.test(words)
  );
}

function isElidedComment(said: string): boolean {
  const words = said.replace(dotsAtEnds, '').replace(rulesAtEnds, '');
  if (!prose.test(words)) return false;
  if (leftOutAlone.test(words)) return true;
  if (dotsAtStart.test(said)) return leftOut.test(words) || dotsAtEnd.test(said);
  return dotsAtEnd.test(said) && leftOut.test(words) && words.split(/\s+/u).length <= 4;
}

const rulesAtEnds = /^[-=*\s]+|[-=*\s]+$/gu;
const bareWords = /^\(?[\p{L}'’-]+(?:,? [\p{L}'’-]+)*\)?$/u;
const prose = /^[([]?[\p{L}\d ,'’/&:;`"()\-–—]+\.?[)\]]?$/u;
const leftOut =
  /\b(?:existing|rest|remaining|remainder|others?|previous|unchanged|omitted|same|more|keep|code|snip|snipped|truncated|continues|etc|elided|skipped|here|above|below|before|implementation)\b/iu;

const parts =
  '(?:code|lines?|functions?|methods?|contents?|implementation|logic|file|imports?|body|class|tests?|cases|fields|props|properties|elements?)';
const fate =
  '(?: (?:here|unchanged|below|above|omitted|elided|truncated|skipped|continues|remains?|stays?|goes here|not shown|the same|as is|as before|for brevity))';
const leftOutAlone = new RegExp(
  [
    '^[(\\[]?(?:(?:the |all )?(?:rest|remainder) of\\b(?:\\s+\\S+){0,6}',
    `(?:the )?(?:existing|remaining|unchanged|previous|other) (?:\\w+ )?${parts}${fate}*`,
    `(?:\\w+ ){0,2}${parts}(?: is| are)?${fate}+`,
    '(?:unchanged|omitted|snip|snipped|no changes?|same as (?:before|above)|as before|truncated|and so on))[.)\\]]*$',
  ].join('|'),
  'iu',
);
