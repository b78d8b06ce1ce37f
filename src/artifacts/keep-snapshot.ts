import { randomBytes } from 'node:crypto'
import { constants, copyFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { assertionFolder, makeFolder } from './folder.ts'
import { reasonOf } from './write-files.ts'

/** Whose snapshot it is: as for the profiles. */
export interface SnapshotToKeep {
  readonly root: string
  readonly testFile: string
  readonly testName: string
  readonly occurrence?: number
}

const NAME = 'current.heapsnapshot'

/**
 * Copies a snapshot into the folder of this assertion, for Chrome's DevTools.
 *
 * Never throws.
 *
 * @returns the file's absolute path, or in one line why there is none
 */
export function keepSnapshot(
  snapshot: string,
  { root, testFile, testName, occurrence }: SnapshotToKeep,
): { readonly path: string } | { readonly reason: string } {
  try {
    const path = join(makeFolder(root, assertionFolder(root, testFile, testName, occurrence)), NAME)
    copyWhole(snapshot, path)
    return { path }
  } catch (error) {
    return { reason: reasonOf(error, root) }
  }
}

/** Megabytes, for which there may be no room: the name is for a complete copy. A link that is already there is replaced, not written through. */
function copyWhole(from: string, to: string): void {
  const temporary = `${to}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`
  try {
    copyFileSync(from, temporary, constants.COPYFILE_EXCL)
    renameSync(temporary, to)
  } finally {
    rmSync(temporary, { force: true })
  }
}
