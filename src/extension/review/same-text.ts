import { decodeText } from '../../engine/change/text-content.ts';

/**
 * Whether an editor shows these bytes. An editor has no byte order mark, and one kind of line ending
 * whatever the file has.
 */
export function hasSameText(shown: string, bytes: Uint8Array): boolean {
  const text = decodeText(bytes);
  return text !== undefined && normalise(text) === normalise(shown);
}

function normalise(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}
