import { freemem } from 'node:os'
import { heapRoomBytes } from './heap-room.ts'

/** Bytes that this process may still take: of the machine, or of the container it is in. */
function availableMemoryBytes(): number {
  // From Node 20.13 on.
  const { availableMemory } = process as { availableMemory?: () => number }
  return availableMemory?.() || freemem()
}

/** What there is for a snapshot: of memory, and in the heap. */
export const snapshotRoom = () => ({ availableBytes: availableMemoryBytes(), roomBytes: heapRoomBytes() })
