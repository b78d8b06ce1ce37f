import { formatBytes } from './bytes.ts'
import { roundedFixed } from './percent.ts'

/**
 * A number of objects, which may be an average over calls: two decimals, none where it is whole.
 * One in a thousand calls is `0.001`, never `0`.
 */
export function formatObjects(objects: number): string {
  if (Number.isInteger(objects)) return String(objects)
  const size = Math.abs(objects)
  const rounded = size < 0.01 ? Number(objects.toPrecision(1)) : Number(roundedFixed(objects, 2))
  return String(rounded)
}

/** A headline leaves out what noise there is in an average: 3.02 objects a call are 3, 0.1 are 0.1. */
function headlineObjects(objects: number): string {
  const nearest = Math.round(objects)
  const text = nearest !== 0 && Math.abs(objects - nearest) < 0.05 ? String(nearest) : formatObjects(objects)
  return `${text} object${text === '1' ? '' : 's'}`
}

/** `976.6 kB and 3 objects`; only what there is of them; `nothing`. */
export function formatKept(bytes: number, objects: number): string {
  const parts = [...(bytes > 0 ? [formatBytes(bytes)] : []), ...(objects > 0 ? [headlineObjects(objects)] : [])]
  return parts.length > 0 ? parts.join(' and ') : 'nothing'
}
