/**
 * Finds our own lines in what a sandbox printed: those that begin with the secret. Whatever else was printed is
 * dropped as it comes, and a line that never ends is given up at `maxLine` characters.
 */
export function secretLines(secret: string, onReport: (report: unknown) => void): (text: string) => void {
  let pending = '';
  const take = (line: string): void => {
    if (!line.startsWith(`${secret} `)) return;
    const report = parseReport(line.slice(secret.length + 1));
    if (report !== undefined) onReport(report);
  };
  return text => {
    const lines = (pending + text).split('\n');
    pending = lines.pop() ?? '';
    lines.forEach(take);
    if (pending.length > maxLine || !couldBecomeOurs(pending, secret)) pending = foreign;
  };
}

// An answer in JSON, where each of its bytes may take six characters.
const maxLine = 32 * 1024 * 1024;

/** Stands for the start of a line that is not ours, however it goes on. */
const foreign = ' ';

function couldBecomeOurs(start: string, secret: string): boolean {
  return start === '' || start.startsWith(secret) || secret.startsWith(start);
}

/** Undefined for a line that somebody has written into. */
function parseReport(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
