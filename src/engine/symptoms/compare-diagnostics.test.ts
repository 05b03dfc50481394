import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Diagnostic } from '../ports/diagnostics.ts';
import { compareDiagnostics } from './compare-diagnostics.ts';

const none = { files: {} };
const problem = (message: string, changes: Partial<Diagnostic> = {}): Diagnostic => ({
  path: 'a.ts',
  message,
  severity: 'error',
  source: 'ts',
  code: '1',
  range: { startLine: 1, startCharacter: 1, endLine: 1, endCharacter: 2 },
  ...changes,
});
const messages = (found: readonly Diagnostic[]) => found.map(({ message }) => message);

describe('compareDiagnostics', () => {
  it('knows a problem again whose line has shifted', () => {
    const after = problem('x', { range: { startLine: 9, startCharacter: 1, endLine: 9, endCharacter: 2 } });
    const compared = compareDiagnostics({
      targets: [problem('x')],
      before: [problem('x')],
      after: [after],
      changeSet: none,
    });
    assert.deepEqual(messages(compared.remaining), ['x']);
    assert.deepEqual(compared.added, []);
  });

  it('lets one of three alike stay where two were to go', () => {
    const three = [problem('x'), problem('x'), problem('x')];
    const targets = three.slice(1);
    const left = (after: readonly Diagnostic[]) =>
      compareDiagnostics({ targets, before: three, after, changeSet: none }).remaining.length;
    assert.deepEqual([left(three), left(three.slice(1)), left(three.slice(2)), left([])], [2, 1, 0, 0]);
  });

  it('tells errors and warnings that are new, and no hints', () => {
    const after = [problem('new'), problem('hint', { severity: 'hint' })];
    const { added } = compareDiagnostics({ targets: [], before: [], after, changeSet: none });
    assert.deepEqual(messages(added), ['new']);
  });

  it('takes what a moved file shows for what its old place showed', () => {
    const moved = { base: null, next: 'sha256:1', executable: false, movedFrom: 'a.ts' } as const;
    const compared = compareDiagnostics({
      targets: [],
      before: [problem('x')],
      after: [problem('x', { path: 'b.ts' })],
      changeSet: { files: { 'b.ts': moved } },
    });
    assert.deepEqual(compared.added, []);
  });

  it('says which targets were not to be seen in the first place', () => {
    const { unseen } = compareDiagnostics({
      targets: [problem('x'), problem('y')],
      before: [problem('y')],
      after: [],
      changeSet: none,
    });
    assert.deepEqual(messages(unseen), ['x']);
  });

  const diagnostics = fc.array(
    fc.record({
      message: fc.constantFrom('x', 'y', 'z'),
      path: fc.constantFrom('a.ts', 'b.ts'),
      severity: fc.constantFrom('error', 'warning', 'hint'),
    }),
    { maxLength: 12 },
  );
  const made = diagnostics.map(list => list.map(({ message, ...rest }) => problem(message, rest)));

  it('finds nothing remaining exactly where so many are gone as were to go, however many there were', () => {
    fc.assert(
      fc.property(made, made, fc.nat(), (before, after, seed) => {
        const targets = before.filter((_, index) => (seed >> (index % 20)) % 2 === 1);
        const { remaining, unseen } = compareDiagnostics({ targets, before, after, changeSet: none });
        assert.deepEqual(unseen, []);
        const count = (list: readonly Diagnostic[], like: Diagnostic) =>
          list.filter(({ message, path }) => message === like.message && path === like.path).length;
        const isClear = targets.every(
          target => count(after, target) <= count(before, target) - count(targets, target),
        );
        assert.equal(remaining.length === 0, isClear);
        assert.ok(remaining.length <= targets.length);
      }),
    );
  });

  it('calls nothing new where nothing changed', () => {
    fc.assert(
      fc.property(made, list => {
        const compared = compareDiagnostics({ targets: list, before: list, after: list, changeSet: none });
        assert.deepEqual(compared.added, []);
        assert.equal(compared.remaining.length, list.length);
      }),
    );
  });
});
