import type { SandboxFile } from '../../engine/ports/sandbox.ts';
import { harnessed } from './program-harness.ts';
import { shellLine } from './shell-line.ts';

/**
 * A Python that has been started and waits on its standard input for files and a command. A plain
 * `python3 FILE` it runs itself, as the interpreter would have from the start; everything else goes to
 * a shell in its place. It imports nothing, for a program that finds a module loaded does not load its own.
 */
export const waitingCommand = (): readonly string[] => harnessed(['python3', '-c', program]);

/** Printed when it waits, and again when it has written the files: a program's own output comes after both. */
export const readyByte = 0;

/** What the interpreter is sent: the command, then for each file its path, contents and whether it may be run. */
export function packJob(command: string, files: readonly SandboxFile[]): Uint8Array {
  const program = parsePythonProgram(command);
  const parts = [
    textPart(shellLine(command)),
    textPart(program?.interpreter ?? ''),
    numberPart(program?.args.length ?? 0),
    ...(program?.args ?? []).map(textPart),
    numberPart(files.length),
    ...files.flatMap(({ path, bytes, executable }) => [
      textPart(path),
      numberPart(executable ? 1 : 0),
      numberPart(bytes.length),
      bytes,
    ]),
  ];
  return Buffer.concat(parts);
}

/** The words of a command that does nothing but run a file with Python; undefined for any other. */
export function parsePythonProgram(
  command: string,
): { readonly interpreter: string; readonly args: readonly string[] } | undefined {
  const [interpreter = '', file = '', ...args] = command.trim().split(/[ \t]+/u);
  const isPlain = [file, ...args].every(word => /^[\w./:=,@+-]+$/u.test(word));
  // A first word with `=` would be a variable, but here none is the first. `./` and `..` name the file otherwise.
  const isFile = /^\w[\w.-]*(?:\/\w[\w.-]*)*\.py$/u.test(file);
  if (!/^python3?$/u.test(interpreter) || !isPlain || !isFile) return undefined;
  return { interpreter, args: [file, ...args] };
}

function textPart(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  return Buffer.concat([numberPart(bytes.length), bytes]);
}

function numberPart(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/**
 * Runs as `__main__`, and leaves nothing of itself there. Where a traceback is printed, its own frame
 * is taken off; SystemExit and an interrupt then end the process as they always do.
 */
const program = `
def _codeforge_wait():
    import os, sys
    def receive(size):
        parts = []
        while size > 0:
            part = os.read(0, min(size, 1 << 20))
            if not part:
                os._exit(125)
            parts.append(part)
            size -= len(part)
        return b''.join(parts)
    def number():
        return int.from_bytes(receive(4), 'big')
    def text():
        return os.fsdecode(receive(number()))
    os.write(1, b'\\0')
    command = text()
    interpreter = text()
    args = [text() for _ in range(number())]
    for _ in range(number()):
        path = text()
        mode = 0o755 if number() else 0o644
        data = receive(number())
        if '/' in path:
            os.makedirs(path.rpartition('/')[0], exist_ok=True)
        target = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, mode)
        view = memoryview(data)
        while view:
            view = view[os.write(target, view):]
        os.close(target)
    os.write(1, b'\\0')
    null = os.open('/dev/null', os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    def otherwise():
        os.execv('/bin/sh', ['sh', '-c', command])
    if not interpreter or not os.path.isfile(args[0]):
        otherwise()
    path = os.getcwd() + '/' + args[0]
    try:
        with open(path, 'rb', buffering=0) as source:
            source = source.read()
    except OSError:
        otherwise()
    sys.argv[:] = args
    sys.orig_argv[:] = [interpreter, *args]
    sys.path[0] = os.path.dirname(os.path.realpath(path))
    main = sys.modules['__main__'].__dict__
    main['__file__'] = path
    main['__cached__'] = None
    main['__loader__'] = sys.modules['_frozen_importlib_external'].SourceFileLoader('__main__', path)
    return path, source, main, sys

def _codeforge_run(path, source, main, sys):
    del main['_codeforge_wait'], main['_codeforge_run']
    try:
        exec(compile(source, path, 'exec', dont_inherit=True), main)
    except BaseException as error:
        hook = sys.excepthook
        def print_without_us(kind, value, trace):
            trace = trace and trace.tb_next
            trace = trace and trace.tb_next
            hook(kind, value.with_traceback(trace), trace)
        sys.excepthook = print_without_us
        raise
_codeforge_run(*_codeforge_wait())
`;
