import assert from 'node:assert/strict';
import { maxTaskCharacters } from '../../engine/run/run-request.ts';
import { readTask } from './read-task.ts';

const given = (argument: string | undefined, file?: string) => readTask({ argument, file });

describe('the task', () => {
  it('is taken without the blanks around it', async () => {
    assert.equal(await given('  Fix it\n'), 'Fix it');
    assert.equal((await given('a'.repeat(maxTaskCharacters))).length, maxTaskCharacters);
  });

  it('is refused when it is empty, too long, or there twice', async () => {
    await assert.rejects(given(' \n '), /The task is empty/u);
    await assert.rejects(given(undefined), /The task is empty/u);
    await assert.rejects(given('a'.repeat(maxTaskCharacters + 1)), /are the most/u);
    await assert.rejects(given('x', 'y'), /There are two tasks/u);
    await assert.rejects(given(undefined, '/no/such/file'), /cannot be read/u);
  });
});
