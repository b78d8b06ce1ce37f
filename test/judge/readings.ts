import type { Reading } from '../../src/judge/series.ts'
import type { Live, Site } from '../../src/judge/sites.ts'
import type { Origin } from '../../src/profile/origin.ts'
import { frame } from '../profile/frames.ts'

export const siteOf = (functionName: string, origin: Origin = 'project'): Site => ({
  frame: frame(functionName),
  origin,
})

/** What is alive after so many calls. */
export type Course = (calls: number) => Partial<Live> & { arrayBuffersBytes?: number; externalBytes?: number }

/** Readings of one site at these numbers of calls. */
export const readingsAt = (checkpoints: readonly number[], course: Course, site = siteOf('handle')): Reading[] =>
  checkpoints.map((calls) => {
    const { objects = 0, bytes = 0, arrayBuffersBytes = 0, externalBytes = 0 } = course(calls)
    return { calls, sites: new Map([[site, { objects, bytes }]]), arrayBuffersBytes, externalBytes }
  })

/** Bytes of V8's array of so many smis, which grows by half and 16. */
export function arrayBytes(length: number): number {
  let capacity = 0
  while (capacity < length) capacity += Math.floor(capacity / 2) + 17
  return 16 + 8 * capacity
}
