import type { ScriptedRequest } from '../../../servers/scripted-server.ts';
import type { ScriptedTurn } from '../../../servers/scripted-turn.ts';

export type ScriptedRole = 'planner' | 'coder' | 'reviewer';

/**
 * Answers by what the request itself says: who is asked, and how often they have answered in this conversation. So
 * the script holds however often, and by how many processes, it is asked. For the wire format of OpenAI.
 */
export function byConversation(turns: Readonly<Record<ScriptedRole, readonly ScriptedTurn[]>>) {
  return (request: ScriptedRequest): ScriptedTurn => {
    const { role, turn } = place(request);
    const message = `The script has no turn ${turn} for the ${role}.`;
    return turns[role][turn - 1] ?? { fault: { kind: 'status', status: 400, message } };
  };
}

/** For example `coder 2`. */
export function roleAndTurn(request: ScriptedRequest): string {
  const { role, turn } = place(request);
  return `${role} ${turn}`;
}

function place({ body }: ScriptedRequest): { readonly role: ScriptedRole; readonly turn: number } {
  const messages = body['messages'] as readonly { readonly role: string; readonly content: unknown }[];
  const system = JSON.stringify(messages[0]?.content);
  const [, role] = /You are CodeForge's (planner|coder|reviewer) agent/u.exec(system) ?? [];
  const answers = messages.filter(message => message.role === 'assistant').length;
  return { role: role as ScriptedRole, turn: answers + 1 };
}
