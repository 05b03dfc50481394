import { examineMachine, type Finding } from '../../host/examine-machine.ts';
import type { CommandIo } from '../command-io.ts';
import type { Colors } from '../display/terminal.ts';
import { exitCodes } from '../exit-code.ts';
import { cliHostOptions } from '../open-cli-host.ts';

/** `codeforge doctor`: whether a task can be solved here, and what is missing if not. */
export async function doctor(options: { readonly json?: true }, io: CommandIo): Promise<number> {
  const { findings, canSolve } = await examineMachine(await cliHostOptions({}, io), io.interrupts.cancelled);
  const { write, color } = io.stdout;
  if (options.json === undefined) {
    for (const finding of findings) write(`${findingLine(finding, color)}\n`);
    write(
      `\n${canSolve ? color.green('✔ CodeForge can solve tasks here.') : color.red(missing(findings))}\n`,
    );
  } else {
    for (const finding of findings) write(`${JSON.stringify({ type: 'doctor.finding', ...finding })}\n`);
    write(`${JSON.stringify({ type: 'doctor.verdict', canSolve })}\n`);
  }
  return canSolve ? exitCodes.done : exitCodes.failed;
}

/** `✔ Docker             20.10 at …`. */
export function findingLine({ title, status, detail }: Finding, color: Colors): string {
  const marks = { ok: color.green('✔'), missing: color.yellow('–'), broken: color.red('✘') };
  return `${marks[status]} ${title.padEnd(titleColumns)} ${detail}`;
}

const titleColumns = 17;

function missing(findings: readonly Finding[]): string {
  const works = (kind: Finding['kind']) =>
    findings.some(finding => finding.kind === kind && finding.status === 'ok');
  const isBroken = findings.some(({ kind, status }) => kind === 'model' && status === 'broken');
  if (!works('model') && isBroken) return '✘ No model can be asked: see above what is wrong.';
  if (!works('model'))
    return '✘ There is no model to ask. Set OPENAI_API_KEY, ANTHROPIC_API_KEY or GEMINI_API_KEY, or start Ollama.';
  if (!works('sandbox'))
    return '✘ There is no sandbox to run code in. Start Docker, or reinstall CodeForge to mend the embedded one.';
  return '✘ CodeForge cannot work here: see above.';
}
