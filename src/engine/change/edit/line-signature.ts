/**
 * A number that lines share whenever any reading takes them for equal: made of their ASCII letters and digits alone,
 * so it is cheap, and says nothing about blanks, signs or accents. FNV-1a (Fowler, Noll, Vo), 32 bits.
 */
export function lineSignature(line: string): number {
  let hash = offsetBasis;
  for (let at = 0; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    // Accents may be composed or apart: only then is there more to do.
    if (mayCompose(code)) return composedSignature(line);
    if (counts[code] === 1) hash = Math.imul(hash ^ code, prime);
  }
  return hash;
}

// All of Latin, and the usual quotes, dashes and dots, are the same in NFC and compose with nothing before them.
function mayCompose(code: number): boolean {
  return code > lastLatin && (code < firstMark || code > lastMark);
}

function composedSignature(line: string): number {
  let hash = offsetBasis;
  for (const sign of line.normalize('NFC')) {
    const code = sign.charCodeAt(0);
    if (code <= lastAscii && counts[code] === 1) hash = Math.imul(hash ^ code, prime);
  }
  return hash;
}

const offsetBasis = 0x811c9dc5 | 0;
const prime = 0x01000193;
const lastAscii = 0x7f;
const lastLatin = 0x2ff;
const firstMark = 0x2010;
const lastMark = 0x2027;

const counts = Uint8Array.from({ length: lastAscii + 1 }, (_, code) =>
  /[a-z\d]/iu.test(String.fromCharCode(code)) ? 1 : 0,
);
