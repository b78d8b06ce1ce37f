/**
 * Whose code a script is:
 * - `project` and `dependency`: code under test, a leak of which is the reader's business
 * - `node`, `builtin`: the runtime, which works for whoever called it
 * - `runner`: Vitest, Jest and what they are made of; what they keep for each call is theirs
 * - `own`: this package
 */
export type Origin = 'project' | 'dependency' | 'node' | 'builtin' | 'runner' | 'own'

/** Packages that run tests, by exact name or by a scope or prefix that ends in `/` or `-`. */
const RUNNER_PACKAGES = [
  'vitest',
  '@vitest/',
  'vite',
  'vite-node',
  'chai',
  'loupe',
  'tinyspy',
  'tinypool',
  'tinyrainbow',
  'birpc',
  'expect',
  '@jest/',
  'jest',
  'jest-',
]

/** Part of the measuring. */
const OWN_PACKAGES = ['@datadog/pprof']

/**
 * @param file as in a frame: an absolute path, a `node:` specifier or `''`
 * @param ownRoot folder of this package's code, with a slash at the end
 */
export function originOf(file: string, ownRoot: string): Origin {
  if (file === '') return 'builtin'
  if (file.startsWith('node:')) return 'node'
  const path = file.replaceAll('\\', '/')
  if (path.startsWith(ownRoot)) return 'own'
  const name = packageOf(path)
  if (name === undefined) return 'project'
  if (OWN_PACKAGES.includes(name)) return 'own'
  return RUNNER_PACKAGES.some((entry) => (/[/-]$/.test(entry) ? name.startsWith(entry) : name === entry))
    ? 'runner'
    : 'dependency'
}

/** V8 names a script by its path or, where Node itself loaded it as a module, by its URL; on Windows that has a slash before the drive. */
export function fileOfScript(scriptName: string): string {
  if (!scriptName.startsWith('file://')) return scriptName
  // Not `new URL`: under jsdom that is a package's class, and its objects would count as those of the code under test.
  const path = scriptName.replaceAll(/^file:\/\/[^/]*|[?#].*/gs, '')
  return decodeURIComponent(path).replace(/^\/(?=[A-Za-z]:)/, '')
}

/** The package that a file was installed as part of, from its innermost `node_modules`. */
function packageOf(path: string): string | undefined {
  const at = path.lastIndexOf('/node_modules/')
  if (at < 0) return undefined
  const [scope = '', name = ''] = path.slice(at + '/node_modules/'.length).split('/')
  return scope.startsWith('@') ? `${scope}/${name}` : scope
}

const MOCKS = /\/node_modules\/(?:@vitest\/spy|tinyspy|jest-mock|vitest\/dist\/chunks\/spy)\b/

/** Whether a file is of the part of a test runner that makes `vi.fn()` and the like. */
export const isMockFile = (file: string): boolean => MOCKS.test(file.replaceAll('\\', '/'))
