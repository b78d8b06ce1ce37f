import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { ByteSource } from './byte-cursor.ts'

/** A file's bytes in order; `close` it when done. */
export function fileSource(path: string): ByteSource & { close(): void } {
  const file = openSync(path, 'r')
  return {
    sizeBytes: fstatSync(file).size,
    read: (into) => readSync(file, into, 0, into.length, null),
    close: () => closeSync(file),
  }
}
