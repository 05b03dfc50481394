import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { commandTitles } from './command-ids.ts';

describe('what VS Code asks for', () => {
  it('is asked by a door under a name that one contribution answers, as is every command', () => {
    const asked = textsIn('doors').flatMap(text => captured(text, /\bask\('(?<name>[\w.]+)'/g));
    const answered = textsIn('contributions').flatMap(text =>
      captured(text, /(?:registerCommand\(window,|answers\.give\()\s*'(?<name>[\w.]+)'/g),
    );
    const all = new Set([...Object.keys(commandTitles), ...asked]);
    assert.ok(asked.length > 0);
    assert.deepEqual(answered.toSorted(), [...all].toSorted());
  });
});

function captured(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(({ groups }) => groups?.['name'] ?? '');
}

function textsIn(folder: string): readonly string[] {
  const place = new URL(`./${folder}/`, import.meta.url);
  return readdirSync(place).map(name => readFileSync(new URL(name, place), 'utf8'));
}
