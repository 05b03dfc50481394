import * as vscode from 'vscode';
import type { ResumableRun } from '../../host/open-resumable.ts';
import type { Engine } from '../engine.ts';
import { openFolders } from '../open-folders.ts';

/** A stored run, and the open folder it belongs to. */
export interface ResumableRow {
  readonly summary: ResumableRun;
  readonly folder: vscode.Uri;
}

/** Runs of the open folders that have not ended, newest first: read once for all that show them. */
export class ResumableRuns implements vscode.Disposable {
  readonly #reads = new vscode.EventEmitter<readonly ResumableRow[]>();
  /** Whenever they were read, whoever asked for it. */
  readonly onDidRead = this.#reads.event;
  readonly #engine: () => Promise<Pick<Engine, 'resumable'>>;
  #reading: Promise<readonly ResumableRow[]> | undefined;

  constructor(engine: () => Promise<Pick<Engine, 'resumable'>>) {
    this.#engine = engine;
  }

  /** Reads them anew. Whoever asks meanwhile gets the same. */
  read(): Promise<readonly ResumableRow[]> {
    this.#reading ??= this.#readOnce().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  dispose(): void {
    this.#reads.dispose();
  }

  async #readOnce(): Promise<readonly ResumableRow[]> {
    const folders = openFolders();
    const rows = folders.length === 0 ? [] : (await this.#engine()).resumable(folders).map(rowOf);
    this.#reads.fire(rows);
    return rows;
  }
}

const rowOf = (summary: ResumableRun): ResumableRow => ({ summary, folder: vscode.Uri.file(summary.folder) });
