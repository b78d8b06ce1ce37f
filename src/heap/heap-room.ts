import { getHeapStatistics } from 'node:v8'

/** Bytes by which this isolate's heap may still grow before V8 ends the process. */
export function heapRoomBytes(): number {
  const { heap_size_limit, used_heap_size } = getHeapStatistics()
  return Math.max(0, heap_size_limit - used_heap_size)
}
