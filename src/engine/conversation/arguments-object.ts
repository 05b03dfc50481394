/**
 * A call's arguments as the object that servers insist on when a conversation is sent back. What was
 * malformed stays readable for the model under `malformed`.
 */
export function argumentsObject(argumentsText: string): Record<string, unknown> {
  if (argumentsText.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(argumentsText);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
    return { malformed: argumentsText };
  } catch {
    return { malformed: argumentsText };
  }
}
