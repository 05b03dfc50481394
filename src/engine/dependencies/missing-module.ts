/** A module that a program asked for and did not find. */
export interface MissingModule {
  readonly language: 'python' | 'node';
  /** As it was imported: `sklearn.linear_model`, `@scope/name/part`. */
  readonly module: string;
  /** What to install: `scikit-learn`, `@scope/name`. */
  readonly packageName: string;
}

/** Reads it from an error's words; undefined for other errors, and for modules that were named by a path. */
export function missingModule(message: string): MissingModule | undefined {
  return missingInPython(message) ?? missingInScript(message);
}

function missingInPython(message: string): MissingModule | undefined {
  const [, module] = /No module named '?([\w.]+)'?/u.exec(message) ?? [];
  if (module === undefined) return undefined;
  const [top = module] = module.split('.');
  return { language: 'python', module, packageName: pythonPackages[top] ?? top };
}

function missingInScript(message: string): MissingModule | undefined {
  const [, module] = scriptPatterns.map(pattern => pattern.exec(message)).find(found => found !== null) ?? [];
  if (module === undefined || /^(?:[./#]|node:|file:|[A-Za-z]:)/u.test(module)) return undefined;
  const parts = module.split('/');
  const packageName = parts.slice(0, module.startsWith('@') ? 2 : 1).join('/');
  return { language: 'node', module, packageName };
}

// Node, TypeScript, Jest and Vite each say it in their own way.
const scriptPatterns: readonly RegExp[] = [
  /Cannot find (?:module|package) ['"]([^'"]+)['"]/u,
  /Failed to (?:resolve import|load url) "?([^"\s]+)"?/u,
  /Import "([^"]*)" not a dependency/u,
];

/** Packages that are imported under another name than they are installed by, as PyPI lists them. */
const pythonPackages: Readonly<Record<string, string>> = {
  attr: 'attrs',
  bs4: 'beautifulsoup4',
  cv2: 'opencv-python',
  dateutil: 'python-dateutil',
  docx: 'python-docx',
  dotenv: 'python-dotenv',
  fitz: 'PyMuPDF',
  git: 'GitPython',
  jose: 'python-jose',
  jwt: 'PyJWT',
  magic: 'python-magic',
  MySQLdb: 'mysqlclient',
  OpenSSL: 'pyOpenSSL',
  PIL: 'Pillow',
  pkg_resources: 'setuptools',
  pptx: 'python-pptx',
  psycopg2: 'psycopg2-binary',
  serial: 'pyserial',
  skimage: 'scikit-image',
  sklearn: 'scikit-learn',
  slugify: 'python-slugify',
  usb: 'pyusb',
  win32api: 'pywin32',
  yaml: 'PyYAML',
  zmq: 'pyzmq',
};
