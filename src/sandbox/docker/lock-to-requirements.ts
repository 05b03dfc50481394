/**
 * Python that turns uv.lock or poetry.lock into requirements for pip, for the machine that it runs on: neither
 * tool is needed then, and pip checks the same hashes. Formats: uv's lock version 1, poetry's 1.1 to 2.1.
 */
export const lockToRequirements = String.raw`
import re, sys, tomllib

try:
    from pip._vendor.packaging.markers import Marker
    from pip._vendor.packaging.requirements import Requirement
    from pip._vendor.packaging.utils import canonicalize_name as canonical
except ImportError:
    sys.exit('The pip of the sandbox image is too old to read lock files.')

def load(path):
    with open(path, 'rb') as file:
        return tomllib.load(file)

def holds(marker, extras=frozenset({''})):
    if not marker:
        return True
    return any(Marker(marker).evaluate({'extra': extra}) for extra in extras or {''})

def fail(package, what):
    sys.exit(f"{package['name']} comes from {what}, which the set-up step cannot reach. Depend on a published version of it.")

def line(package, hashes):
    pin = f"{package['name']}=={package['version']}"
    return ' '.join([pin, *(f'--hash={value}' for value in hashes)])

# uv

def uv_roots(packages):
    return [p for p in packages if p.get('source', {}).get('virtual') == '.' or p.get('source', {}).get('editable') == '.']

def uv_line(package):
    source = package.get('source', {})
    if 'url' in source:
        return f"{package['name']} @ {source['url']}"
    if 'registry' not in source:
        fail(package, next(iter(source), 'an unknown source'))
    files = package.get('wheels', []) + ([package['sdist']] if 'sdist' in package else [])
    return line(package, sorted({f['hash'] for f in files if 'hash' in f}))

def uv_edges(package, extras):
    edges = list(package.get('dependencies', []))
    for extra, more in package.get('optional-dependencies', {}).items():
        if extras is None or extra in extras:
            edges += more
    return edges

def uv():
    packages = load('uv.lock').get('package', [])
    roots = uv_roots(packages)
    waiting = [edge for root in roots for edge in uv_edges(root, None)]
    waiting += [edge for root in roots for group in root.get('dev-dependencies', {}).values() for edge in group]
    seen, found = set(), {}
    while waiting:
        edge = waiting.pop()
        if not holds(edge.get('marker')):
            continue
        extras = frozenset(edge.get('extra', []))
        for package in packages:
            if package['name'] != edge['name'] or edge.get('version', package.get('version')) != package.get('version'):
                continue
            if 'resolution-markers' in package and 'version' not in edge and not any(map(holds, package['resolution-markers'])):
                continue
            key = (package['name'], package.get('version'), extras)
            if package in roots or key in seen:
                continue
            seen.add(key)
            found[key[:2]] = package
            waiting += uv_edges(package, extras)
    return [uv_line(package) for package in found.values()]

# poetry

def poetry_line(package):
    source = package.get('source', {})
    if source.get('type') == 'url':
        return f"{package['name']} @ {source['url']}"
    if source.get('type', 'legacy') != 'legacy':
        fail(package, source['type'])
    return line(package, sorted({f['hash'] for f in package.get('files', [])}))

def poetry_names(manifest):
    names = set()
    poetry = manifest.get('tool', {}).get('poetry', {})
    tables = [poetry.get('dependencies', {}), poetry.get('dev-dependencies', {})]
    tables += [group.get('dependencies', {}) for group in poetry.get('group', {}).values()]
    for table in tables:
        names |= {canonical(name) for name in table if name != 'python'}
    project = manifest.get('project', {})
    lists = [project.get('dependencies', []), *project.get('optional-dependencies', {}).values()]
    lists += manifest.get('dependency-groups', {}).values()
    for requirements in lists:
        names |= {canonical(Requirement(text).name) for text in requirements if isinstance(text, str)}
    return names

def poetry_marker(package):
    markers = package.get('markers')
    return any(map(holds, markers.values())) if isinstance(markers, dict) else holds(markers)

def poetry_follows(spec):
    specs = spec if isinstance(spec, list) else [spec]
    return any(holds(one.get('markers'), None) if isinstance(one, dict) else True for one in specs)

def poetry():
    packages = {}
    for package in load('poetry.lock').get('package', []):
        packages.setdefault(canonical(package['name']), []).append(package)
    waiting, found = sorted(poetry_names(load('pyproject.toml'))), {}
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found[name] = [p for p in packages.get(name, []) if poetry_marker(p)]
        for package in found[name]:
            for other, spec in package.get('dependencies', {}).items():
                if poetry_follows(spec):
                    waiting.append(canonical(other))
    return [poetry_line(package) for group in found.values() for package in group]

lines = sorted({'uv': uv, 'poetry': poetry}[sys.argv[1]]())
print('\n'.join(lines))
`.trimStart();
