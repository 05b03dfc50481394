// Loaded into the program before it starts: ends it with SIGKILL right after the first line that matches, before
// anything else can happen. So a test can say exactly where a process dies.
const pattern = new RegExp(process.env['TEST_KILL_AT'] ?? '(?!)', 'u');
const write = process.stdout.write.bind(process.stdout);

process.stdout.write = ((chunk: string | Uint8Array, ...rest: never[]) => {
  const isTaken = write(chunk, ...rest);
  // Writing to a pipe is synchronous here, so the line is out by now.
  if (typeof chunk === 'string' && pattern.test(chunk)) process.kill(process.pid, 'SIGKILL');
  return isTaken;
}) as typeof process.stdout.write;
