import type { ClassAttributes, HTMLAttributes } from 'react';

type ElementProperties = HTMLAttributes<HTMLElement> & ClassAttributes<HTMLElement>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'vscode-badge': ElementProperties & { readonly variant?: 'counter' | 'activity-bar-counter' };
      'vscode-checkbox': ElementProperties & { readonly label: string; readonly checked: boolean };
      'vscode-textfield': ElementProperties & {
        readonly label: string;
        readonly type: string;
        readonly value: string;
        readonly placeholder?: string | undefined;
        readonly maxLength?: number | undefined;
        readonly min?: number | undefined;
        readonly max?: number | undefined;
        readonly step?: number | 'any' | undefined;
      };
      'vscode-button': ElementProperties & {
        readonly secondary?: boolean;
        readonly block?: boolean;
        readonly disabled?: boolean;
      };
    }
  }
}
