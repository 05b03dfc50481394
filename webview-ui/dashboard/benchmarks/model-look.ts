/** How a model's runs are drawn: in a colour, and with a mark of its own, so that colour is not needed. */
export interface ModelLook {
  readonly colour: string;
  /** A path around the origin. */
  readonly mark: string;
}

/** By the order in which models first come; where there are more than looks, these begin anew. */
export function modelLook(index: number): ModelLook {
  return looks[index % looks.length] ?? first;
}

const first: ModelLook = {
  colour: 'var(--vscode-charts-green)',
  mark: 'M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0',
};

// Without orange: in VS Code's own themes it is the translucent brown of a match in the minimap.
const looks: readonly ModelLook[] = [
  first,
  { colour: 'var(--vscode-charts-blue)', mark: 'M-3.5 -3.5h7v7h-7z' },
  { colour: 'var(--vscode-charts-yellow)', mark: 'M0 -4.5L4.5 3.5H-4.5z' },
  { colour: 'var(--vscode-charts-purple)', mark: 'M0 -5L5 0L0 5L-5 0z' },
  { colour: 'var(--vscode-charts-red)', mark: 'M0 4.5L4.5 -3.5H-4.5z' },
  { colour: 'var(--vscode-charts-foreground)', mark: 'M-4.5 -1.5h9v3h-9zM-1.5 -4.5h3v9h-3z' },
];
