import assert from 'node:assert/strict';
import { type ChangeSet, changeSetOf, type FileChange } from '../../engine/change/change-set.ts';
import { encodeText } from '../../engine/change/text-content.ts';
import type { ContentStore } from '../../engine/ports/content-store.ts';
import type { Diagnostic, Diagnostics, Inspection } from '../../engine/ports/diagnostics.ts';
import type { Workspace } from '../../engine/ports/workspace.ts';

/** A workspace whose language server knows JSON. */
export interface DiagnosticsTrial extends AsyncDisposable {
  readonly diagnostics: Diagnostics;
  readonly workspace: Workspace;
  readonly contents: ContentStore;
  /** Every file with its text, as it is now. */
  readonly files: () => Readonly<Record<string, string>>;
}

const broken = '{ "a": 1, }\n';
const fine = '{ "a": 1 }\n';

/** What everybody who looks at a change must do; with JSON, as every editor knows it. */
export function diagnosticsContract(
  open: (files: Readonly<Record<string, string>>) => Promise<DiagnosticsTrial>,
): void {
  const inspect = async (trial: DiagnosticsTrial, changeSet: ChangeSet): Promise<Inspected> => {
    const { diagnostics, workspace } = trial;
    const subject = { workspace, changeSet, targets: [trailingComma('data.json')], paths: ['other.json'] };
    const inspection = await diagnostics.inspect(subject, new AbortController().signal);
    assert.ok(inspection.kind === 'inspected');
    return inspection;
  };

  it('shows the problems of the untouched workspace twice where there is no change', async () => {
    await using trial = await open({ 'data.json': broken, 'other.json': fine });
    const { before, after } = await inspect(trial, changes(trial, {}));
    assert.deepEqual(before.map(nameOf), ['data.json Trailing comma']);
    assert.deepEqual(after.map(nameOf), ['data.json Trailing comma']);
    assert.equal(before[0]?.range.startLine, 1);
  });

  it('shows what a change mends and what it breaks, and leaves the workspace as it is', async () => {
    await using trial = await open({ 'data.json': broken, 'other.json': fine });
    const files = trial.files();
    const changeSet = changes(trial, { 'data.json': [broken, fine], 'other.json': [fine, broken] });
    const { before, after } = await inspect(trial, changeSet);
    assert.deepEqual(before.map(nameOf), ['data.json Trailing comma']);
    assert.deepEqual(after.map(nameOf), ['other.json Trailing comma']);
    assert.deepEqual(trial.files(), files);
  });

  it('looks at files that are created, and at none that are deleted', async () => {
    await using trial = await open({ 'data.json': broken, 'other.json': fine });
    const changeSet = changes(trial, { 'data.json': [broken, null], 'new/more.json': [null, broken] });
    const { before, after } = await inspect(trial, changeSet);
    assert.deepEqual(before.map(nameOf), ['data.json Trailing comma']);
    assert.deepEqual(after.map(nameOf), ['new/more.json Trailing comma']);
  });

  it('ends with the signal', async () => {
    await using trial = await open({ 'data.json': broken });
    const { diagnostics, workspace } = trial;
    const subject = { workspace, changeSet: changes(trial, {}), targets: [], paths: ['data.json'] };
    await assert.rejects(diagnostics.inspect(subject, AbortSignal.abort()), { name: 'AbortError' });
  });
}

type Inspected = Extract<Inspection, { kind: 'inspected' }>;

function changes(
  { contents }: DiagnosticsTrial,
  files: Readonly<Record<string, readonly [before: string | null, after: string | null]>>,
): ChangeSet {
  const hashOf = (text: string | null) => (text === null ? null : contents.put(encodeText(text)));
  const entries = Object.entries(files).map(([path, [before, after]]): [string, FileChange] => [
    path,
    { base: hashOf(before), next: hashOf(after), executable: false },
  ]);
  return changeSetOf(Object.fromEntries(entries), contents);
}

function trailingComma(path: string): Diagnostic {
  const range = { startLine: 1, startCharacter: 9, endLine: 1, endCharacter: 10 };
  return { path, message: 'Trailing comma', severity: 'error', source: 'json', code: '519', range };
}

function nameOf({ path, message }: Diagnostic): string {
  return `${path} ${message}`;
}
