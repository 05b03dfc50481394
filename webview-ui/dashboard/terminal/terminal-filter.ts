import { visibleCharacter } from '../parts/visible-text.ts';

/**
 * Makes a stream of output fit for a terminal emulator: colours pass, lines break, and everything else that could
 * move the cursor, set titles, make links or turn the reading direction around is shown as text. Pieces may end
 * anywhere, also within a sequence.
 */
export function createTerminalFilter(): (piece: string) => string {
  let pending = '';
  return piece => {
    const text = pending + piece;
    const end = unfinishedFrom(text);
    pending = text.slice(end);
    return text.slice(0, end).replace(special, passOrShow);
  };
}

// A control character, with the rest of a colour sequence if that follows it; or one that turns text around.
const special = /(\p{Cc})(\[[0-9;:]{0,64}m)?|\p{Bidi_Control}/gu;

function passOrShow(found: string, control: string | undefined, colour = ''): string {
  if (control === undefined) return visibleCharacter(found);
  if (control === esc && colour !== '') return found;
  return `${shown(control)}${colour}`;
}

function shown(control: string): string {
  if (control === '\n') return '\r\n';
  return control === '\r' || control === '\t' ? control : visibleCharacter(control);
}

/** Where a sequence begins that may go on in the next piece; the end of the text when there is none. */
function unfinishedFrom(text: string): number {
  const start = text.lastIndexOf(esc);
  if (start < 0 || text.length - start > maxSequence) return text.length;
  return /^(?:\[[0-9;:]*)?$/.test(text.slice(start + 1)) ? start : text.length;
}

const esc = '\u001B';
const maxSequence = 66;
