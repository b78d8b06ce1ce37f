import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileAgeMs } from '../file-age.ts'
import { isProcessAlive } from '../process-alive.ts'

const NAME = /^vitest-leak-(\d+)-/
/** Where containers share a folder, another's processes are not seen: they write a snapshot in less. */
const LEFT_MS = 60_000

/**
 * A folder of this process for a snapshot, in the system's for temporary files. What processes have left there that were ended while they
 * wrote one is removed: nothing runs in a process that a signal ends, and a snapshot has hundreds of megabytes.
 *
 * @throws what the file system throws
 */
export function makeSnapshotFolder(): string {
  const parent = tmpdir()
  for (const name of namesIn(parent)) {
    if (!isProcessAlive(Number(NAME.exec(name)?.[1]))) removeLeft(join(parent, name))
  }
  return mkdtempSync(join(parent, `vitest-leak-${process.pid}-`))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    // It may be one to write to and not to read.
    return []
  }
}

function removeLeft(path: string): void {
  try {
    if ((fileAgeMs(path) ?? 0) > LEFT_MS) rmSync(path, { recursive: true, force: true })
  } catch {
    // Another process removes it as well, or only its owner may.
  }
}
