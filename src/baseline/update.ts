import { randomBytes } from 'node:crypto'
import { renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { rest } from '../heap/rest.ts'
import { MeasurementError } from '../measure/errors.ts'
import { pathFrom } from '../report/place.ts'
import { type Baseline, isEmpty } from './baseline.ts'
import { type HeldLock, withLock } from './lock.ts'
import { readBaseline } from './read.ts'
import { serializeBaseline } from './serialize.ts'

const ATTEMPTS = 5
/** Windows does not replace a file that somebody is reading. */
const RENAME_ATTEMPTS = 40

/**
 * Changes a file of baselines: reads it, and writes it as a whole when nothing of it has changed meanwhile. Any number of workers and
 * processes may do so at once. A file that cannot be understood stays as it is.
 *
 * @param root messages name the file from there
 * @param change of what is in the file now; the same object means that there is nothing to write
 * @throws MeasurementError a file that cannot be read, understood or written, in one sentence
 */
export function updateBaseline(path: string, root: string, change: (baseline: Baseline) => Baseline): void {
  const shown = pathFrom(root, path)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const isDone = withLock(path, shown, (lock) => {
      const before = readBaseline(path, root)
      const after = change(before)
      if (after === before) return true
      return isEmpty(after) ? remove(path, lock) : replace(path, serializeBaseline(after), shown, lock)
    })
    if (isDone) {
      removeEmptyFolder(dirname(path))
      return
    }
  }
  throw new MeasurementError(
    `the heap baseline ${shown} could not be written, since its lock was taken away ${ATTEMPTS} times: do not delete ${shown}.lock while tests run`,
  )
}

/** @returns whether the lock was ours to the end */
function replace(path: string, content: string, shown: string, lock: HeldLock): boolean {
  const temporary = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`
  try {
    // `wx`: a file or link that is already there is never written through.
    writeFileSync(temporary, content, { flag: 'wx' })
    if (!lock.isMine()) return false
    rename(temporary, path)
    return true
  } catch (error) {
    throw unwritable(error, shown)
  } finally {
    rmSync(temporary, { force: true })
  }
}

function rename(from: string, to: string): void {
  for (let attempt = 1; ; attempt++) {
    try {
      renameSync(from, to)
      return
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException
      if (process.platform !== 'win32' || !/^(?:EPERM|EACCES|EBUSY)$/.test(code) || attempt === RENAME_ATTEMPTS) {
        throw error
      }
      rest(attempt)
    }
  }
}

function remove(path: string, lock: HeldLock): boolean {
  if (!lock.isMine()) return false
  rmSync(path, { force: true })
  return true
}

function removeEmptyFolder(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // As it nearly always is, it is not empty.
  }
}

function unwritable(error: unknown, shown: string): MeasurementError {
  const { code, message } = error as NodeJS.ErrnoException
  return new MeasurementError(
    `the heap baseline ${shown} cannot be written (${code ?? message}): make its folder writable, or run with CI=1 to compare only`,
  )
}
