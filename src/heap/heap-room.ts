import process from 'node:process'
import { getHeapStatistics } from 'node:v8'
import { isMainThread, resourceLimits } from 'node:worker_threads'

const MB = 1024 * 1024
const OLD_SPACE_FLAG = /--max[-_]old[-_]space[-_]size=(\d+)/g
/** The most that V8 sets aside for young objects: 48 MB on Node 20 and 22, 192 MB on 24, 96 MB on 26. */
const MOST_YOUNG_BYTES = 192 * MB

/**
 * What lives on has this much room. `heap_size_limit` counts the space for young objects as well, which nobody may use for others: of
 * a heap of 64 MB it says 112 to 256 MB.
 *
 * Read once: the looks at a heap at rest ask for the room between their readings, and may not make anything there.
 */
const OLD_GENERATION_BYTES = oldGenerationBytes()

/** Bytes by which this isolate's heap may still grow before V8 ends the process. */
export const heapRoomBytes = (): number => Math.max(0, OLD_GENERATION_BYTES - getHeapStatistics().used_heap_size)

function oldGenerationBytes(): number {
  const threadMb = isMainThread ? 0 : (resourceLimits.maxOldGenerationSizeMb ?? 0)
  // The last one holds, and what is on the command line comes after NODE_OPTIONS.
  const flags = [process.env.NODE_OPTIONS ?? '', ...process.execArgv].join(' ')
  const flagMb = Number([...flags.matchAll(OLD_SPACE_FLAG)].at(-1)?.[1] ?? 0)
  const { heap_size_limit } = getHeapStatistics()
  return MB * (threadMb || flagMb) || heap_size_limit - Math.min(MOST_YOUNG_BYTES, heap_size_limit / 2)
}
