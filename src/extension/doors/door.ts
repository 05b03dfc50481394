import type * as vscode from 'vscode';
import type { Ask } from '../requests.ts';
import type { WindowStart } from '../window-start.ts';

/**
 * Where VS Code comes in. All doors are loaded at each activation, whether CodeForge is used or not: one registers
 * what VS Code has to know by then, and hands over what it is asked.
 */
export type Door = (ask: Ask, start: WindowStart) => vscode.Disposable;
