import process from 'node:process'
import { getHeapStatistics } from 'node:v8'
import { isMainThread, resourceLimits } from 'node:worker_threads'

const MB = 1024 * 1024
const OLD_SPACE_FLAG = /--max[-_]old[-_]space[-_]size=(\d+)/g
/** The most that V8 sets aside for young objects: 48 MB on Node 20 and 22, 192 MB on 24, 96 MB on 26. */
const MOST_YOUNG_BYTES = 192 * MB

/** Bytes by which this isolate's heap may still grow before V8 ends the process. */
export const heapRoomBytes = (): number => Math.max(0, oldGenerationBytes() - getHeapStatistics().used_heap_size)

/**
 * What lives on has this much room. `heap_size_limit` counts the space for young objects as well, which nobody may use for others: of
 * a heap of 64 MB it says 112 to 256 MB.
 */
function oldGenerationBytes(): number {
  const threadMb = isMainThread ? 0 : (resourceLimits.maxOldGenerationSizeMb ?? 0)
  // The last one holds, and what is on the command line comes after NODE_OPTIONS.
  const flags = [process.env.NODE_OPTIONS ?? '', ...process.execArgv].join(' ')
  const flagMb = Number([...flags.matchAll(OLD_SPACE_FLAG)].at(-1)?.[1] ?? 0)
  const statedBytes = MB * (threadMb || flagMb)
  const { heap_size_limit } = getHeapStatistics()
  return statedBytes || heap_size_limit - Math.min(MOST_YOUNG_BYTES, heap_size_limit / 2)
}
