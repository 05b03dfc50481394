import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { type ITheme, Terminal } from '@xterm/xterm';
import { createTerminalFilter } from './terminal-filter.ts';

/** A terminal that only shows: nothing can be typed into it, and what it is told can only colour. */
export interface Screen {
  readonly write: (text: string) => void;
  readonly clear: () => void;
  readonly search: (text: string, direction: 'next' | 'previous') => void;
  /** Calls back with the number of the match in sight, -1 for none, and how many there are. */
  readonly onResults: (listener: (index: number, count: number) => void) => () => void;
  readonly dispose: () => void;
}

export function openScreen(frame: HTMLElement): Screen {
  const terminal = new Terminal({
    allowProposedApi: true,
    disableStdin: true,
    scrollback: maxLines,
    fontFamily: cssValue('--vscode-editor-font-family') || 'monospace',
    fontSize: Number.parseFloat(cssValue('--vscode-editor-font-size')) || 12,
    screenReaderMode: document.body.classList.contains('vscode-using-screen-reader'),
    cursorInactiveStyle: 'none',
    minimumContrastRatio: 4.5,
    theme: themeNow(),
    documentOverride: lawfulDocument(),
  });
  const fit = new FitAddon();
  const searching = new SearchAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(searching);
  openLawfully(terminal, frame);
  terminal.attachCustomKeyEventHandler(event => scroll(terminal, event));
  const sizes = new ResizeObserver(() => fit.fit());
  sizes.observe(frame);
  const themes = new MutationObserver(() => {
    terminal.options.theme = themeNow();
  });
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  let filter = createTerminalFilter();
  return {
    write: text => terminal.write(filter(text)),
    clear() {
      filter = createTerminalFilter();
      terminal.reset();
    },
    search(text, direction) {
      if (text === '') return searching.clearDecorations();
      const options = { decorations: matchColours() };
      if (direction === 'next') searching.findNext(text, options);
      else searching.findPrevious(text, options);
    },
    onResults(listener) {
      const listening = searching.onDidChangeResults(({ resultIndex, resultCount }) =>
        listener(resultIndex, resultCount),
      );
      return () => listening.dispose();
    },
    dispose() {
      sizes.disconnect();
      themes.disconnect();
      terminal.dispose();
    },
  };
}

/** Keys scroll, and everything else stays the page's own, Tab above all: nobody shall be caught in here. */
function scroll(terminal: Terminal, { type, key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (type !== 'keydown') return false;
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'c' && terminal.hasSelection()) return true;
  scrolls.get(key)?.(terminal);
  return false;
}

const scrolls: ReadonlyMap<string, (terminal: Terminal) => void> = new Map([
  ['ArrowUp', terminal => terminal.scrollLines(-1)],
  ['ArrowDown', terminal => terminal.scrollLines(1)],
  ['PageUp', terminal => terminal.scrollPages(-1)],
  ['PageDown', terminal => terminal.scrollPages(1)],
  ['Home', terminal => terminal.scrollToTop()],
  ['End', terminal => terminal.scrollToBottom()],
]);

/**
 * The page's document for the emulator, which makes style sheets and style attributes of its own: the content policy
 * lets in sheets with the page's nonce, and styles that are set as properties.
 */
function lawfulDocument(): Document {
  const create = lawfulCreate(document.createElement.bind(document));
  return new Proxy(document, {
    get(target, name) {
      if (name === 'createElement') return create;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Opens it with the page's own document lent too: the emulator's scroll bar asks that one for its style sheet. */
function openLawfully(terminal: Terminal, frame: HTMLElement): void {
  const create = document.createElement;
  document.createElement = lawfulCreate(create.bind(document)) as typeof create;
  try {
    terminal.open(frame);
  } finally {
    document.createElement = create;
  }
}

function lawfulCreate(create: (tag: string) => HTMLElement): (tag: string) => HTMLElement {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
  return tag => {
    const element = create(tag);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    const setAttribute = element.setAttribute.bind(element);
    element.setAttribute = (name, value) => {
      if (name === 'style') element.style.cssText = value;
      else setAttribute(name, value);
    };
    return element;
  };
}

function themeNow(): ITheme {
  const named = colourNames.map(name => [name, cssValue(`--vscode-terminal-ansi${capital(name)}`)] as const);
  const background = cssValue('--vscode-terminal-background') || cssValue('--vscode-editor-background');
  return {
    background,
    foreground: cssValue('--vscode-terminal-foreground') || cssValue('--vscode-editor-foreground'),
    // There is nothing to type, so there is no cursor to see.
    cursor: background,
    selectionBackground: cssValue('--vscode-terminal-selectionBackground'),
    ...Object.fromEntries(named.filter(([, colour]) => colour !== '')),
  };
}

function matchColours() {
  const activeBackground = cssHex('--vscode-editor-findMatchBackground') || '#515c6a';
  const matchBackground = cssHex('--vscode-editor-findMatchHighlightBackground') || '#5a4a2a';
  return {
    activeMatchBackground: activeBackground,
    matchBackground,
    matchOverviewRuler: matchBackground,
    activeMatchColorOverviewRuler: activeBackground,
  };
}

/** The search takes colours of six digits only. */
function cssHex(name: string): string {
  return /^#[0-9a-f]{6}/i.exec(cssValue(name))?.[0] ?? '';
}

function cssValue(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

const plainColours = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;
const colourNames = [
  ...plainColours,
  ...plainColours.map(name => `bright${capital(name)}` as `bright${Capitalize<typeof name>}`),
];
// As much as is kept of an attempt fits, unless its lines are very short.
const maxLines = 20_000;
