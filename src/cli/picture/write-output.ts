import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { UsageError } from '../usage-error.ts'

/** Writes what a command has made. @throws UsageError one sentence with the file and what to do */
export function writeOutput(path: string, content: string | Uint8Array): void {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EISDIR') throw new UsageError(`'${path}' is a folder: give -o a file in it`)
    throw new UsageError(`'${path}' cannot be written (${message}): give -o another file`)
  }
}
