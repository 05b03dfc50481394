import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScriptedRequest } from '../../servers/scripted-server.ts';
import type { ScriptedTurn } from '../../servers/scripted-turn.ts';

/** A benchmark suite of three functions that return a number; disposing removes it. */
export interface NumberSuite extends Disposable {
  /** Has the `suite.yaml`. */
  readonly folder: string;
}

const names = ['one', 'two', 'three'];

const records = names.map((name, index) => ({
  task_id: `T/${index}`,
  prompt: `def ${name}():\n    """Returns ${index + 1}.\n\n    >>> ${name}()\n    ${index + 1}\n    """\n`,
  entry_point: name,
  canonical_solution: `    return ${index + 1}\n`,
  test: `def check(candidate):\n    assert candidate() == ${index + 1}, 'a-hidden-message'\n`,
}));

/** Its data lie where downloads are kept, so that nothing is downloaded. */
export function layOutNumberSuite(dataDirectory: string): NumberSuite {
  const parent = mkdtempSync(join(tmpdir(), 'forge-suite-'));
  const folder = join(parent, 'numbers');
  const data = records.map(record => `${JSON.stringify(record)}\n`).join('');
  const sha256 = createHash('sha256').update(data).digest('hex');
  const kept = join(dataDirectory, 'bench', 'data');
  for (const directory of [folder, kept]) mkdirSync(directory, { recursive: true });
  writeFileSync(join(kept, 'numbers.jsonl'), data);
  writeFileSync(
    join(folder, 'suite.yaml'),
    `title: Numbers\ndescription: For the tests.\nformat: humaneval\ndata:\n  file: numbers.jsonl\n  url: https://example.com/numbers.jsonl\n  sha256: ['${sha256}']\n  records: 3\n`,
  );
  return { folder, [Symbol.dispose]: () => rmSync(parent, { recursive: true, force: true }) };
}

/** A model that gets the first one right at once, the second one in its review, and the third one never. */
export function answerNumbers({ body }: ScriptedRequest): ScriptedTurn {
  const asked = JSON.stringify(body);
  assert.doesNotMatch(asked, /a-hidden-message|def check/u);
  const index = names.findIndex(name => asked.includes(`def ${name}()`));
  const isReview = asked.includes("CodeForge's reviewer agent");
  const isRight = index === 0 || (index === 1 && isReview);
  const value = isRight ? index + 1 : 100 * asked.split('return ').length;
  const content = `${records[index]?.prompt ?? ''}    return ${value}\n`;
  const submit = isReview
    ? {
        name: 'submit_review',
        arguments: {
          rootCause: 'The number is wrong.',
          errorType: 'logic_error',
          fixDescription: 'Another number.',
          confidence: 0.9,
          changesMade: 'solution.py',
        },
      }
    : { name: 'submit_work', arguments: { summary: 'Returns a number.' } };
  return { toolCalls: [{ name: 'write_file', arguments: { path: 'solution.py', content } }, submit] };
}
