import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

/**
 * Keeps each core busy by a process that does nothing else, so that what is measured meanwhile has to share. The processes end with
 * this one, however that ends.
 *
 * @returns how many there are
 */
export function loadEachCore() {
  const cores = availableParallelism()
  for (let n = 0; n < cores; n++) fork(join(import.meta.dirname, 'busy-loop.mjs'), { stdio: 'ignore' }).unref()
  return cores
}
