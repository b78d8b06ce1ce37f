import type { Node } from './graph.ts'
import { scale } from './measurement.ts'
import type { Prepared } from './prepared.ts'

/**
 * One unit for all figures of a report: that of the smallest, or, where the total is more than a hundred times that and has another one,
 * a unit in which the smallest is still 0.01.
 */
export function outputUnit({ unit, sampleType, total }: Prepared, nodes: readonly Node[]): string {
  if (unit !== 'minimum' || nodes.length === 0) return unit
  let smallest = 0
  for (const { flat, cum } of nodes) {
    const size = Math.abs(flat) || Math.abs(cum)
    if (size > 0 && (smallest === 0 || size < smallest)) smallest = size
  }
  if (smallest === 0) smallest = total
  const unitOf = (value: number): string => scale(value, sampleType.unit, 'minimum').unit
  const own = unitOf(smallest)
  const isFarApart = own !== unitOf(total) && smallest * 100 < total
  return (isFarApart ? unitOf(100 * smallest) : own) || sampleType.unit
}
