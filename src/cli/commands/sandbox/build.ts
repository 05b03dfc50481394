import { ForgeError } from '../../../engine/forge-error.ts';
import { plainLine } from '../../../engine/plain-text.ts';
import type { SandboxLanguage } from '../../../engine/ports/sandbox.ts';
import type { HostSettings } from '../../../host/open-host.ts';
import { openSandboxDesk } from '../../../host/sandbox-desk.ts';
import type { CommandIo } from '../../command-io.ts';
import { formatBytes, formatDuration } from '../../display/format-amount.ts';
import { cutToWidth } from '../../display/text-width.ts';
import { exitCodes } from '../../exit-code.ts';
import { cliHostOptions } from '../../open-cli-host.ts';

export interface SandboxBuildOptions {
  readonly language?: SandboxLanguage;
  readonly base?: string;
  readonly packages: 'core' | 'full';
  readonly packageSource?: 'auto' | 'pip' | 'apt';
  readonly pipIndexUrl?: string;
  readonly npmRegistry?: string;
  readonly force?: true;
}

/** `codeforge sandbox build`: each image is built where it is not up to date, and tested. */
export async function sandboxBuild(options: SandboxBuildOptions, io: CommandIo): Promise<number> {
  const languages = options.language === undefined ? (['python', 'node'] as const) : [options.language];
  const defaults = await cliHostOptions({}, io);
  const desk = openSandboxDesk({ ...defaults, settings: { ...defaults.settings, ...wishes(options) } });
  const { write, color } = io.stdout;
  const signal = AbortSignal.any([io.interrupts.cancelled, io.interrupts.ended]);
  for (const language of languages) {
    const startedAt = performance.now();
    const status = statusLine(io);
    const image = await desk
      .build(language, {
        signal,
        onProgress: message => status.say(message),
        onLine: status.show,
        cache: options.force === true ? 'ignored' : 'used',
      })
      .finally(status.clear);
    const took = formatDuration(performance.now() - startedAt);
    write(
      `${color.green('✔')} The image for ${language} is ready and tested (${formatBytes(image.sizeBytes)}, ${took}).\n`,
    );
  }
  return exitCodes.done;
}

function wishes(options: SandboxBuildOptions): Partial<HostSettings> {
  const { language, base, packages, packageSource, pipIndexUrl, npmRegistry } = options;
  if (base !== undefined && language === undefined) {
    throw new ForgeError(
      'config.invalid',
      'A base image is for one language. Name it too: --language python or --language node.',
    );
  }
  return {
    packages,
    ...(language !== undefined && base !== undefined && { baseImages: { [language]: base } }),
    ...(packageSource !== undefined && { packageSource }),
    ...(pipIndexUrl !== undefined && { pipIndexUrl }),
    ...(npmRegistry !== undefined && { npmRegistry }),
  };
}

/** Messages stay; on a terminal what a step prints is seen for a moment, in the line below them. */
function statusLine({ stdout }: CommandIo) {
  const { isInteractive, write, color, columns } = stdout;
  const clear = () => {
    if (isInteractive) write('\r\u001b[K');
  };
  return {
    clear,
    say(message: string) {
      clear();
      write(`${plainLine(message)}\n`);
    },
    show(line: string) {
      if (isInteractive) write(`\r\u001b[K${color.dim(cutToWidth(plainLine(line), columns() - 1))}`);
    },
  };
}
