import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** An extension whose only command does nothing: the least that one can cost. */
export interface EmptyExtension {
  readonly folder: string;
  /** Under which VS Code lists it. */
  readonly name: string;
  /** The palette's label of the command that activates it. */
  readonly command: string;
}

export async function makeEmptyExtension(
  parent: string,
  name: string,
  activationEvents: readonly string[] = [],
): Promise<EmptyExtension> {
  const id = name.toLowerCase();
  const folder = path.join(parent, `${id}-extension`);
  const manifest = {
    name: id,
    displayName: name,
    publisher: 'nobody',
    version: '1.0.0',
    main: './main.js',
    engines: { vscode: '^1.100.0' },
    extensionKind: ['workspace'],
    activationEvents,
    contributes: { commands: [{ command: `${id}.doNothing`, title: 'Do Nothing', category: name }] },
  };
  const main = `const vscode = require('vscode');
exports.activate = context => {
  context.subscriptions.push(vscode.commands.registerCommand('${id}.doNothing', () => {}));
};
`;
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(path.join(folder, 'main.js'), main);
  return { folder, name, command: `${name}: Do Nothing` };
}
