import assert from 'node:assert/strict';
import { modelChoices, workflowChoices } from './offered-choices.ts';

const tiers = {
  simple: ['openai/small'],
  medium: ['openai/small', 'openai/big'],
  hard: ['openai/big'],
} as const;

describe('the models to choose from', () => {
  it('are those of the tiers, once each, behind the way that decides by the task', () => {
    assert.deepEqual(
      modelChoices('', tiers).map(({ id, title }) => [id, title]),
      [
        ['', 'Automatic'],
        ['openai/small', 'openai/small'],
        ['openai/big', 'openai/big'],
      ],
    );
  });

  it('begin with the one of the settings, where they name one', () => {
    const [first] = modelChoices('ollama/mine', undefined);
    assert.deepEqual(first, {
      id: '',
      title: 'ollama/mine',
      description: 'From the settings: ollama/mine',
    });
  });

  it('are shown as text that turns nothing', () => {
    const [first] = modelChoices('a/\u202Eb', tiers);
    assert.doesNotMatch(`${first?.title}${first?.description}`, /\u202E/u);
  });
});

describe('the workflows to choose from', () => {
  const known = [{ name: 'solve', description: 'The usual one' }];

  it('are those that are there', () => {
    assert.deepEqual(workflowChoices('solve', known), [
      { id: 'solve', title: 'solve', description: 'The usual one' },
    ]);
  });

  it('have the chosen one first, where it is a file of its own', () => {
    assert.deepEqual(
      workflowChoices('flows/mine.yaml', known).map(({ id }) => id),
      ['flows/mine.yaml', 'solve'],
    );
  });
});
