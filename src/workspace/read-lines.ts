/** Lines of a stream of bytes, without their ends. Stopping early stops the stream. */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string, void> {
  let pending: Buffer[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      yield Buffer.concat([...pending, chunk.subarray(start, end)]).toString();
      pending = [];
      start = end + 1;
    }
    if (start < chunk.length) pending.push(chunk.subarray(start));
  }
  if (pending.length > 0) yield Buffer.concat(pending).toString();
}

const newline = 0x0a;
