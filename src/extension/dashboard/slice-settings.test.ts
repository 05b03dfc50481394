import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isShownSetting, sliceSettings, type ValueInPlace } from './slice-settings.ts';

const { contributes } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
const schemas = contributes.configuration.properties;

function fields(values: Readonly<Record<string, unknown>> = {}) {
  const readValue = (id: string): ValueInPlace =>
    Object.hasOwn(values, id)
      ? { value: values[id], setIn: 'user' }
      : { value: schemas[`codeforge.${id}`].default, setIn: 'default' };
  const { groups } = sliceSettings({ keys: [], tests: new Map(), schemas, readValue });
  return new Map(groups.flatMap(group => group.fields).map(field => [field.id, field]));
}

describe('the settings of the dashboard', () => {
  it('have the ranges, choices and descriptions of the manifest', () => {
    const memory = fields().get('sandbox.memoryMb');
    assert.deepEqual(
      [memory?.kind, memory?.minimum, memory?.maximum, memory?.value, memory?.setIn],
      ['number', 128, 2048, 512, 'default'],
    );
    assert.ok(
      fields()
        .get('sandbox.backend')
        ?.choices.every(({ description }) => description !== ''),
    );
    assert.equal(fields().get('maxCostUsd')?.canBeEmpty, true);
    for (const { description } of fields().values()) assert.doesNotMatch(description, /\*\*|`/);
  });

  it('show a wrong value with what is wrong about it', () => {
    const memory = fields({ 'sandbox.memoryMb': 64 }).get('sandbox.memoryMb');
    assert.equal(memory?.value, 64);
    assert.match(memory?.problem ?? '', /must be a whole number from 128 to 2048/);
    assert.equal(fields({ 'tiers.hard': { a: 1 } }).get('tiers.hard')?.value, '{"a":1}');
  });

  it('are the only ones that may be written from there', () => {
    assert.equal(isShownSetting('sandbox.memoryMb'), true);
    assert.equal(isShownSetting('openai.headers'), false);
    assert.equal(isShownSetting('constructor'), false);
  });
});
