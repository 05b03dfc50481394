import taken from './theme-colors.json' with { type: 'json' };

/** What VS Code puts on a webview's page for a theme. */
export interface Theme {
  readonly bodyClass: string;
  /** Its variables, for example `--vscode-foreground`, as far as our webviews name them. */
  readonly colors: Readonly<Record<string, string>>;
}

export const themeNames = ['dark', 'light', 'high-contrast', 'high-contrast-light'] as const;
export type ThemeName = (typeof themeNames)[number];

/** VS Code's own, see test/vscode/take-theme-colors.ts. */
export const themes: Readonly<Record<ThemeName, Theme>> = taken.themes;

/** The style sheet that VS Code puts into each webview before its own. */
export const defaultStyles = taken.defaultStyles;
