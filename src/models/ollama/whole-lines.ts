/**
 * Lets through only lines that are JSON, each as one chunk, and fails at the first that is not or that
 * carries an error: the SDK would skip the one and lose the words of the other.
 */
export function wholeLines(): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  // Joined only when the line has ended, as a long one comes in many pieces.
  let pieces: string[] = [];
  return new TransformStream({
    transform(chunk, controller) {
      const [end = '', ...starts] = decoder.decode(chunk, { stream: true }).split('\n');
      pieces.push(end);
      for (const start of starts) {
        controller.enqueue(encoder.encode(checkLine(pieces.join(''))));
        pieces = [start];
      }
    },
    flush(controller) {
      controller.enqueue(encoder.encode(checkLine(pieces.join(''))));
    },
  });
}

/** An error in the stream, as the server's JSON. */
class StreamFailure extends Error {
  override readonly name = 'StreamFailure';
  readonly error: unknown;

  constructor(error: unknown) {
    super('The server reported an error inside its stream.');
    this.error = error;
  }
}

function checkLine(line: string): string {
  if (line.trim() === '') return '';
  const value: unknown = JSON.parse(line);
  if (typeof value === 'object' && value !== null && 'error' in value) throw new StreamFailure(value.error);
  return `${line}\n`;
}
