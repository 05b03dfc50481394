/** A codicon; what it means stands beside it as text, or in the label of what holds it. */
export function Icon({ name }: { readonly name: string }) {
  return <span className={`codicon codicon-${name}`} aria-hidden="true" />;
}
