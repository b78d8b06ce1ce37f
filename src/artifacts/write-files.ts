import { randomBytes } from 'node:crypto'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { assertionFolder, makeFolder, RefusedPath } from './folder.ts'

/** Whose files they are. */
export interface AssertionFiles {
  /** Absolute: the project's root. */
  readonly root: string
  /** Absolute, or relative to the root. */
  readonly testFile: string
  /** The test's full name, any text. */
  readonly testName: string
  /** 2 for the second failing assertion of a test, and so on. Default 1. */
  readonly occurrence?: number
}

export interface WrittenFiles {
  /** Absolute. */
  readonly folder: string
  readonly names: ReadonlySet<string>
}

/**
 * Writes files into the folder of an assertion, replacing those of an earlier run. They get their names only when all of them are
 * complete: no reader ever sees half a file, and what cannot be written leaves nothing behind.
 *
 * Never throws: an assertion has a failure to report, and that its files cannot be kept must not hide it.
 *
 * @param contents by file name; what is `undefined` is taken away
 * @returns where they are, or in one line why they are nowhere
 */
export function writeFiles(
  { root, testFile, testName, occurrence }: AssertionFiles,
  contents: () => Readonly<Record<string, string | Uint8Array | undefined>>,
): WrittenFiles | { readonly reason: string } {
  const segments = assertionFolder(root, testFile, testName, occurrence)
  const temporary: string[] = []
  try {
    const folder = makeFolder(root, segments)
    const suffix = `.${process.pid}-${randomBytes(4).toString('hex')}.tmp`
    const entries = Object.entries(contents())
    for (const [name, content] of entries) {
      if (content === undefined) continue
      temporary.push(join(folder, name) + suffix)
      // `wx`: a file or link that is already there is never written through.
      writeFileSync(join(folder, name) + suffix, content, { flag: 'wx' })
    }
    for (const [name, content] of entries) {
      if (content === undefined) rmSync(join(folder, name), { force: true })
      else renameSync(join(folder, name) + suffix, join(folder, name))
    }
    return { folder, names: new Set(entries.flatMap(([name, content]) => (content === undefined ? [] : [name]))) }
  } catch (error) {
    for (const path of temporary) removeQuietly(path)
    return { reason: reasonOf(error, root) }
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // Where even this fails, the reason for the first failure is the one to report.
  }
}

/** One line, with the path as the project's people call it. */
export function reasonOf(error: unknown, root: string): string {
  if (error instanceof RefusedPath) return error.message
  if (!(error instanceof Error)) return String(error)
  const { path } = error as NodeJS.ErrnoException
  const what = /^[A-Z]+: [^,]+/.exec(error.message)?.[0] ?? error.message.split('\n', 1)[0] ?? ''
  return path === undefined ? what : `${what}: ${relative(root, path) || path}`
}
