import { changeSetOf } from '../../src/engine/change/change-set.ts';
import { createOverlay } from '../../src/engine/change/overlay.ts';
import { decodeText } from '../../src/engine/change/text-content.ts';
import type { ContentStore } from '../../src/engine/ports/content-store.ts';
import type { Diagnostic, Diagnostics, InspectedChange } from '../../src/engine/ports/diagnostics.ts';

/** What a language server of the fake finds in a text. */
export type FakeServer = (text: string, path: string) => readonly Omit<Diagnostic, 'path'>[];

export interface FakeDiagnostics extends Diagnostics {
  /** Every change that it was asked about, in order. */
  readonly asked: InspectedChange[];
}

/** Language servers in memory: they look at every wanted file of both states, each time anew. */
export function createFakeDiagnostics(contents: () => ContentStore, server: FakeServer): FakeDiagnostics {
  const asked: InspectedChange[] = [];
  return {
    asked,
    async inspect(subject, signal) {
      signal.throwIfAborted();
      asked.push(subject);
      const untouched = changeSetOf({}, contents());
      const look = (changeSet: InspectedChange['changeSet']) =>
        lookAt({ ...subject, changeSet }, contents(), server);
      return { kind: 'inspected', before: await look(untouched), after: await look(subject.changeSet) };
    },
  };
}

async function lookAt(
  { workspace, changeSet, targets, paths }: InspectedChange,
  contents: ContentStore,
  server: FakeServer,
): Promise<readonly Diagnostic[]> {
  const overlay = createOverlay({ workspace, contents }, changeSet);
  const wanted = new Set([...Object.keys(changeSet.files), ...targets.map(({ path }) => path), ...paths]);
  const found = [...wanted].map(async path => {
    const bytes = await overlay.read(path);
    const text = bytes === undefined ? '' : (decodeText(bytes) ?? '');
    return server(text, path).map(diagnostic => ({ ...diagnostic, path }));
  });
  return (await Promise.all(found)).flat();
}

/** Finds a comma behind the last entry of an object, as VS Code's own server for JSON does. */
export const trailingCommaServer: FakeServer = text =>
  text.split('\n').flatMap((line, index) => {
    const at = /,\s*\}/u.exec(line)?.index;
    if (at === undefined) return [];
    const place = { startLine: index + 1, startCharacter: at + 1, endLine: index + 1, endCharacter: at + 2 };
    return [{ message: 'Trailing comma', severity: 'error', source: 'json', code: '519', range: place }];
  });
