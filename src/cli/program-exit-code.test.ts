import assert from 'node:assert/strict';
import { exitCodeOfProgram } from './program-exit-code.ts';

const ended = { exitCode: 0, signal: null, timedOut: false, outOfMemory: false };

describe('the exit code of a program', () => {
  it('is its own, also when only a child of it ran out of memory', () => {
    assert.equal(exitCodeOfProgram({ ...ended, exitCode: 3 }), 3);
    assert.equal(exitCodeOfProgram({ ...ended, outOfMemory: true }), 0);
  });

  it('is 124 when it took too long, however it was ended then', () => {
    assert.equal(exitCodeOfProgram({ ...ended, exitCode: null, timedOut: true }), 124);
    assert.equal(exitCodeOfProgram({ ...ended, exitCode: 137, signal: 'SIGKILL', timedOut: true }), 124);
  });

  it('is 137 when memory ran out, or when nobody knows what killed it', () => {
    assert.equal(exitCodeOfProgram({ ...ended, exitCode: null, outOfMemory: true }), 137);
    assert.equal(exitCodeOfProgram({ ...ended, exitCode: null }), 137);
    assert.equal(exitCodeOfProgram({ ...ended, exitCode: null, signal: 'SIGNONE' }), 137);
  });

  it('tells the signal that ended it', () => {
    assert.equal(exitCodeOfProgram({ ...ended, exitCode: null, signal: 'SIGTERM' }), 143);
    assert.equal(exitCodeOfProgram({ ...ended, exitCode: null, signal: 'SIGSEGV' }), 139);
  });
});
