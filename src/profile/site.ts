import { type Frame, frameKey, type Profile } from './profile.ts'

/** What one call site (a function, at the place where it starts) allocated itself, whoever called it: pprof's "flat". */
export interface SiteFigures {
  readonly frame: Frame
  readonly objects: number
  readonly bytes: number
  /** Part of `bytes` that is outside the V8 heap. */
  readonly offHeapBytes: number
}

/**
 * The figures of each call site: the sum of all stacks that end in the same frame.
 *
 * Growth is judged on these and not on stacks: a table that grows moves its bytes from one stack to another
 * whenever it is allocated anew, and async code comes back on several stacks.
 *
 * @returns by `frameKey`; samples without a stack are left out
 */
export function bySite(profile: Profile): Map<string, SiteFigures> {
  const sites = new Map<string, SiteFigures>()
  for (const { stack, objects, bytes, offHeapBytes = 0 } of profile) {
    const [frame] = stack
    if (frame === undefined) continue
    const key = frameKey(frame)
    const before = sites.get(key) ?? { frame, objects: 0, bytes: 0, offHeapBytes: 0 }
    sites.set(key, {
      frame,
      objects: before.objects + objects,
      bytes: before.bytes + bytes,
      offHeapBytes: before.offHeapBytes + offHeapBytes,
    })
  }
  return sites
}
