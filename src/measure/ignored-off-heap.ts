import { answerableFrame } from '../profile/answerable.ts'
import { type Frame, frameKey, type Profile, type Sample } from '../profile/profile.ts'
import type { Taken } from './growth-readings.ts'
import { originOf, profileOf } from './recording.ts'

/** As few are no leak of objects either. */
const LEAST_BUFFERS_PER_CALL = 0.02
/** Of objects that may be anything: fewer do not own memory that grows with the calls. */
const LEAST_OBJECTS_PER_CALL = 0.5

/**
 * Whether memory off the heap, which Node knows as a sum, grew on the account of ignored sites alone: all that made the ArrayBuffers
 * that stayed are ignored; where there are none (WebAssembly memory, for example), all sites that keep an object with every other call.
 *
 * @param arrayBufferSizes of the heap objects that own such memory
 */
export function isOffHeapIgnored(
  first: Taken,
  last: Taken,
  arrayBufferSizes: ReadonlySet<number>,
  isIgnored: (frame: Frame) => boolean,
): boolean {
  if (!first.checkpoint || !last.checkpoint) return false
  const calls = last.calls - first.calls
  const [before, after] = [profileOf(first.checkpoint, arrayBufferSizes), profileOf(last.checkpoint, arrayBufferSizes)]
  const buffers = grown(
    before,
    after,
    ({ arrayBuffers = 0 }) => arrayBuffers,
    Math.max(1, LEAST_BUFFERS_PER_CALL * calls),
  )
  const owners =
    buffers.length > 0 ? buffers : grown(before, after, ({ objects }) => objects, LEAST_OBJECTS_PER_CALL * calls)
  return owners.length > 0 && owners.every(isIgnored)
}

/** The sites that have so many more after than before, without the test runner's. */
function grown(before: Profile, after: Profile, countOf: (sample: Sample) => number, least: number): Frame[] {
  const sites = new Map<string, { readonly frame: Frame; growth: number }>()
  const add = (profile: Profile, sign: 1 | -1): void => {
    for (const sample of profile) {
      const frame = answerableFrame(sample.stack, originOf)
      if (!frame || originOf(frame.file) === 'runner') continue
      const site = sites.get(frameKey(frame)) ?? { frame, growth: 0 }
      site.growth += sign * countOf(sample)
      sites.set(frameKey(frame), site)
    }
  }
  add(before, -1)
  add(after, 1)
  return [...sites.values()].filter(({ growth }) => growth >= least).map(({ frame }) => frame)
}
