import { statSync } from 'node:fs'
import { wallClockMs } from './clock.ts'

/** Milliseconds since a file or a folder was written to; nothing where it is gone. */
export function fileAgeMs(path: string): number | undefined {
  const found = statSync(path, { throwIfNoEntry: false })
  return found && wallClockMs() - found.mtimeMs
}
