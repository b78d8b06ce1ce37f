import { parseLimit } from '../judge/limit.ts'
import { formatBytes } from '../report/bytes.ts'
import { formatKept } from '../report/figures.ts'
import { printable } from '../report/text.ts'
import type { Measured } from './measured.ts'

/** `over its limit: retained 61.1 MB > 5 MB`; one line for each limit. */
export function brokenLimits({ figures }: Measured): string[] {
  const { over, retainedBytes, retainedObjects, allocatedBytes } = figures
  return [
    ...(over?.retain === undefined ? [] : [`retained ${inequality(retainedBytes, retainedObjects, over.retain)}`]),
    ...(over?.allocate === undefined ? [] : [`allocated ${inequality(allocatedBytes, 0, over.allocate)}`]),
  ].map((limit) => `over its limit: ${limit}`)
}

function inequality(bytes = 0, objects: number, limit: string): string {
  // Of two limits one may hold.
  if (limit.includes('object')) return `${formatKept(bytes, objects)}, limit ${printable(limit)}`
  // Rounded, unless that hides the difference.
  const text = formatBytes(bytes)
  const isHidden = (sizeOf(text) ?? bytes) <= (sizeOf(limit) ?? -1)
  return `${isHidden ? `${bytes} B` : text} > ${printable(limit)}`
}

/** Bytes of a size as a person writes it. */
function sizeOf(text: string): number | undefined {
  try {
    return parseLimit(text).space
  } catch {
    return undefined
  }
}
