import { existsSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative } from 'node:path'
import type { Frame } from '../profile/profile.ts'
import { nameOf } from '../report/place.ts'
import { printable } from '../report/text.ts'

/**
 * A call site as a baseline knows it: readable, and the same after edits elsewhere in its file, on another machine and with another
 * package manager. Several sites of one function, or several functions without a name in one file, are one.
 *
 * @param folder that of `packageFolder`: paths are relative to it
 * @example 'handleRequest src/server.ts'
 */
export function fingerprintOf(site: Pick<Frame, 'functionName' | 'file'>, folder: string): string {
  const name = nameOf({ ...site, line: 0, column: 0 }, Infinity)
  return `${name} ${site.file === '' ? '(native)' : printable(stablePath(site.file, folder))}`
}

function stablePath(file: string, folder: string): string {
  if (!isAbsolute(file)) return file
  const path = file.replaceAll('\\', '/')
  // pnpm has versions in the path, and monorepos have packages at their root or lower.
  const installed = path.lastIndexOf('/node_modules/')
  if (installed >= 0) return path.slice(installed + 1)
  const fromFolder = relative(folder, file)
  // On another drive, on Windows.
  return isAbsolute(fromFolder) ? basename(file) : fromFolder.replaceAll('\\', '/')
}

/**
 * The folder of the package that a test file is part of. Not Vitest's root: that is another one when the same tests are run from the root
 * of a monorepo.
 *
 * @param root where there is no package.json
 */
export function packageFolder(testFile: string, root: string): string {
  for (let folder = dirname(testFile); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder
    if (folder === dirname(folder)) return root
  }
}
