import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

interface EmptyTabProps {
  readonly icon: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** A tab that has nothing to show yet: what will be here, and how it comes to be. */
export function EmptyTab({ icon, title, children }: EmptyTabProps) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children}
    </div>
  );
}

export function Loading({ what }: { readonly what: string }) {
  return (
    <p className="quiet" role="status">
      Reading {what}…
    </p>
  );
}
