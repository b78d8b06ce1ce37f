/**
 * The shortest form of a path, as Go's `filepath.Clean` has it: no doubled slashes, no `.`, no `..` that can be resolved.
 *
 * @example cleanPath('a//b/../c.ts') // 'a/c.ts'
 */
export function cleanPath(path: string): string {
  // Nearly all are clean already.
  if (path !== '' && !/\/\/|(?:^|\/)\.{1,2}(?:\/|$)|.\/$/.test(path)) return path
  const rooted = path.startsWith('/')
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (part !== '..' || !rooted) parts.push(part)
  }
  return (rooted ? '/' : '') + parts.join('/') || '.'
}

/** The last part of a path, as Go's `filepath.Base` has it. */
export function baseName(path: string): string {
  if (path === '') return '.'
  const stripped = path.replace(/\/+$/, '')
  return stripped === '' ? '/' : stripped.slice(stripped.lastIndexOf('/') + 1)
}

const CURRENT_FOLDERS = ['/proc/self/cwd/./', '/proc/self/cwd/']

/**
 * The path of a source file as reports print it and look for it: what comes after a folder that is called as one of `folders` is,
 * so that `/build/project/src/a.ts` is found in `/home/me/project`.
 */
export function relocatedPath(path: string, folders: readonly string[]): string {
  for (const folder of folders) {
    const name = `/${baseName(folder)}/`
    const found = path.indexOf(name)
    if (found !== -1) return path.slice(found + name.length)
  }
  const prefix = CURRENT_FOLDERS.find((one) => path.startsWith(one))
  return prefix === undefined ? path : path.slice(prefix.length)
}
