import * as vscode from 'vscode';
import { toFailure } from '../../engine/failure.ts';
import type { ProblemListing } from '../../host/list-problems.ts';
import type { SuiteListing } from '../../host/list-suites.ts';
import type { ForgeWindow } from '../forge-window.ts';

/** A suite in the Test Explorer, and how it is found. */
export interface SuiteNode {
  /** The name of one that comes with CodeForge, or the folder of another. */
  readonly suite: string;
  readonly listing: SuiteListing | undefined;
}

/**
 * Suites and their problems as tests. The suites are those that come with CodeForge and those of the workspace. Nothing
 * is read before VS Code asks, and a suite's problems only when somebody looks into it.
 */
export class ProblemTree {
  readonly #window: ForgeWindow;
  readonly #controller: vscode.TestController;
  readonly #suites = new WeakMap<vscode.TestItem, SuiteNode>();

  constructor(window: ForgeWindow, controller: vscode.TestController) {
    this.#window = window;
    this.#controller = controller;
  }

  /** Lists the suites anew; their problems are read again when somebody looks. */
  async listSuites(): Promise<void> {
    const [shipped, own] = await Promise.all([this.#listShipped(), findOwnSuites()]);
    this.#controller.items.replace([
      ...shipped.map(listing => {
        const label = `${listing.title} (${listing.problems} problems)`;
        return this.#suiteItem({ suite: listing.name, listing }, label);
      }),
      ...own.map(uri =>
        this.#suiteItem({ suite: uri.fsPath, listing: undefined }, vscode.workspace.asRelativePath(uri)),
      ),
    ]);
  }

  /** Shows the suite's problems; what keeps them from being read stands at the suite. */
  async listProblems(item: vscode.TestItem): Promise<void> {
    const node = this.#suites.get(item);
    if (node === undefined) return;
    item.busy = true;
    try {
      const problems = await (await this.#window.engine()).problems(node.suite);
      item.error = undefined;
      item.children.replace(problems.map((problem, index) => this.#problemItem(problem, index)));
    } catch (error) {
      item.error = toFailure(error).message;
    } finally {
      item.busy = false;
    }
  }

  /** Undefined for a problem. */
  suiteOf(item: vscode.TestItem): SuiteNode | undefined {
    return this.#suites.get(item);
  }

  /** The problem in the tree, also of a suite that nobody has looked into. */
  problemOf(suite: vscode.TestItem, id: string): vscode.TestItem {
    const known = suite.children.get(id);
    if (known !== undefined) return known;
    const item = this.#controller.createTestItem(id, id);
    suite.children.add(item);
    return item;
  }

  async #listShipped(): Promise<readonly SuiteListing[]> {
    return (await this.#window.engine()).suites();
  }

  #suiteItem(node: SuiteNode, label: string): vscode.TestItem {
    const uri = node.listing === undefined ? vscode.Uri.file(`${node.suite}/suite.yaml`) : undefined;
    const item = this.#controller.createTestItem(node.suite, label, uri);
    item.canResolveChildren = true;
    this.#suites.set(item, node);
    return item;
  }

  #problemItem({ id, category, difficulty, file }: ProblemListing, index: number): vscode.TestItem {
    const uri = file === null ? undefined : vscode.Uri.file(file);
    const item = this.#controller.createTestItem(id, id, uri);
    // No description: a screen reader would be told that in place of the name, and VS Code knows both as filters.
    item.tags = [category, difficulty].map(name => new vscode.TestTag(name.replaceAll(/\s+/gu, '-')));
    // In the suite's order: by name, 10 would come before 2.
    item.sortText = String(index).padStart(6, '0');
    return item;
  }
}

async function findOwnSuites(): Promise<readonly vscode.Uri[]> {
  const manifests = await vscode.workspace.findFiles('**/suite.yaml', '**/node_modules/**', maxSuites);
  return manifests.filter(({ scheme }) => scheme === 'file').map(uri => vscode.Uri.joinPath(uri, '..'));
}

const maxSuites = 50;
