import type { ClassAttributes, HTMLAttributes } from 'react';

type ElementProperties = HTMLAttributes<HTMLElement> & ClassAttributes<HTMLElement>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'vscode-badge': ElementProperties & { readonly variant?: 'counter' | 'activity-bar-counter' };
      'vscode-button': ElementProperties & {
        readonly secondary?: boolean;
        readonly block?: boolean;
        readonly disabled?: boolean;
      };
    }
  }
}
