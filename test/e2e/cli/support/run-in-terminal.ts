import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stripVTControlCharacters } from 'node:util';
import { cliFile } from './cli-process.ts';

interface Conversation {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** What to type once the screen shows this text. */
  readonly at: string;
  readonly type: string;
}

/** Runs the built program in a terminal (`script` makes one), and returns all that was seen there. */
export async function runInTerminal(args: readonly string[], talk: Conversation): Promise<string> {
  const program = [process.execPath, cliFile, ...args].map(word => `'${word}'`).join(' ');
  // Without a size, every character would be wrapped.
  const command = `stty columns 120 rows 40; exec ${program}`;
  const env = { ...talk.env, TERM: 'xterm' };
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    cwd: talk.cwd,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let seen = '';
  let isTyped = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    seen += text;
    if (isTyped || !stripVTControlCharacters(seen).includes(talk.at)) return;
    isTyped = true;
    child.stdin.write(talk.type);
  });
  await once(child, 'close');
  return stripVTControlCharacters(seen);
}
