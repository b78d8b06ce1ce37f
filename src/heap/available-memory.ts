import { freemem } from 'node:os'

/** Bytes that this process may still take: of the machine, or of the container it is in. */
export function availableMemoryBytes(): number {
  // From Node 20.13 on.
  const { availableMemory } = process as { availableMemory?: () => number }
  return availableMemory?.() || freemem()
}
