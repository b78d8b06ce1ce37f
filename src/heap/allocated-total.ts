import { GCProfiler, getHeapStatistics } from 'node:v8'

/** The parts of a collection's record that count. */
interface Statistics {
  readonly usedHeapSize: number
  readonly externalMemory: number
}

/** What a whole isolate allocates, freed or not, from the sizes of its heap around each collection: cheap, and without call sites. */
export interface AllocatedTotal {
  /** Bytes so far, on the heap and off it; the last collections of a page not swept yet may count for less. */
  stop(): { readonly bytes: number; readonly collections: number }
}

export function countAllocated(): AllocatedTotal {
  const profiler = new GCProfiler()
  const before = sizeNow()
  profiler.start()
  return {
    stop() {
      const statistics = profiler.stop()?.statistics ?? []
      const freed = statistics.reduce(
        (sum, { beforeGC, afterGC }) => sum + Math.max(0, sizeOf(beforeGC) - sizeOf(afterGC)),
        0,
      )
      return { bytes: Math.max(0, sizeNow() - before + freed), collections: statistics.length }
    },
  }
}

const sizeOf = ({ heapStatistics }: { readonly heapStatistics: Statistics }): number =>
  heapStatistics.usedHeapSize + heapStatistics.externalMemory

function sizeNow(): number {
  const { used_heap_size, external_memory } = getHeapStatistics()
  return used_heap_size + external_memory
}
