import type { SandboxDependencies } from '../../engine/ports/sandbox.ts';
import { lockToRequirements } from './lock-to-requirements.ts';
import type { PackageSources } from './package-sources.ts';

/** Where packages are in an image that has them. Outside the work folder, which is empty at first. */
export const packagesFolder = '/deps';

/** Files of the set-up step's own, beside the project's. */
export const certificatesPath = '.codeforge/certificates.pem';
export const converterPath = '.codeforge/lock-to-requirements.py';
export const converterText = lockToRequirements;

/** The folders of programs that the packages bring, to stand first in PATH. */
export function programsFolder({ manager }: SandboxDependencies): string {
  return manager === 'npm' ? `${packagesFolder}/node_modules/.bin` : `${packagesFolder}/venv/bin`;
}

/** A POSIX shell script that installs what lies in the work folder. The sources end with it. */
export function installScript(dependencies: SandboxDependencies, sources: PackageSources): string {
  return [
    'set -eu',
    ...Object.entries(sources.variables).map(([name, value]) => `export ${name}=${quote(value)}`),
    ...(sources.certificates === undefined ? [] : [trustCertificates]),
    dependencies.manager === 'npm' ? installNpm : installPython(dependencies),
    // Caches are of no use to what is offline.
    'rm -rf /tmp/* /tmp/.[!.]*',
  ].join('\n');
}

const trustCertificates = ['NODE_EXTRA_CA_CERTS', 'PIP_CERT', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE']
  .map(name => `export ${name}="$PWD/${certificatesPath}"`)
  .join('\n');

const installNpm = `
command -v npm >/dev/null || { echo 'The sandbox image has no npm.' >&2; exit 1; }
cp package.json ${packagesFolder}/
for lock in npm-shrinkwrap.json package-lock.json; do
  if [ -e $lock ]; then cp $lock ${packagesFolder}/; fi
done
cd ${packagesFolder}
npm ci --no-audit --no-fund --no-update-notifier --cache /tmp/npm </dev/null`;

/** A virtual environment that still sees what the image has, such as a test runner. */
function installPython({ manager, files }: SandboxDependencies): string {
  const pip = `python3 -m pip --python ${packagesFolder}/venv/bin/python install --no-cache-dir --no-input`;
  const roots = files.filter(({ path }) => !path.includes('/') && /requirements/u.test(path));
  const requirements = roots.map(({ path }) => `-r ${quote(path)}`).join(' ');
  return `
python3 -m pip --version >/dev/null 2>&1 || { echo 'The sandbox image has no pip.' >&2; exit 1; }
python3 -m venv --without-pip --system-site-packages ${packagesFolder}/venv
${
  manager === 'pip'
    ? `${pip} ${requirements}`
    : `python3 ${converterPath} ${manager} >/tmp/locked.txt\n${pip} --no-deps -r /tmp/locked.txt`
}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
