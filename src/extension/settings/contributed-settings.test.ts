import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Manifest {
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly scope: string; readonly order: number }>>;
    };
  };
}

describe('The settings in package.json', () => {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  const { capabilities, contributes } = JSON.parse(text) as Manifest;
  const settings = Object.entries(contributes.configuration.properties);

  it('each have a place of their own in the list', () => {
    const places = settings.map(([, { order }]) => order).toSorted((a, b) => a - b);

    assert.deepEqual(
      places,
      places.map((_, index) => index + 1),
    );
  });

  it('take nothing from a folder that nobody trusts', () => {
    const { restrictedConfigurations } = capabilities.untrustedWorkspaces;
    // What a folder cannot set at all needs no restriction.
    const settable = settings.filter(([, { scope }]) => scope !== 'machine' && scope !== 'application');

    assert.deepEqual(
      settable.map(([name]) => name).filter(name => !restrictedConfigurations.includes(name)),
      [],
    );
  });

  it('let a folder change nothing of the wall around programs', () => {
    const wall = settings.filter(([name]) =>
      /^codeforge\.(?:sandbox|docker|dependencies|workspace)\./u.test(name),
    );
    const ofFolders = wall.filter(([, { scope }]) => scope !== 'machine').map(([name]) => name);

    // Advice, not the wall.
    assert.deepEqual(ofFolders, ['codeforge.sandbox.softCheck']);
  });
});
