import type { ReactNode } from 'react';

interface CodeBoxProps {
  readonly className?: string;
  readonly children: ReactNode;
}

/** Code, output or a diff: left to right whatever it holds, and scrolled by keyboard too. */
export function CodeBox({ className = '', children }: CodeBoxProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <pre className={`code ${className}`} tabIndex={0} dir="ltr">
      {children}
    </pre>
  );
}
