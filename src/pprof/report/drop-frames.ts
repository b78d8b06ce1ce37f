import type { PprofLocation, PprofProfile } from '../pprof-profile.ts'
import { goRegExp } from './go-regexp.ts'
import { withStacks } from './stacks.ts'

/**
 * Without the frames that the profile itself calls uninteresting (`drop_frames`, unless `keep_frames`), and what is beneath them: the
 * insides of an allocator, for example. Frames before the first other one stay, so that no stack gets lost.
 *
 * @throws ReportError its expressions are none
 */
export function withoutDroppedFrames(profile: PprofProfile): PprofProfile {
  const { dropFrames, keepFrames, samples } = profile
  if (dropFrames === '') return profile
  const drop = goRegExp(`^(?:${dropFrames})$`, 'drop_frames of the profile')
  const keep = keepFrames === '' ? undefined : goRegExp(`^(?:${keepFrames})$`, 'keep_frames of the profile')
  const isDropped = (name: string): boolean => {
    const simple = name === '' ? '' : simpleName(name)
    return name !== '' && drop.test(simple) && !keep?.test(simple)
  }

  // Of a location: all of it goes, or what was inlined into the frames above.
  const whole = new Uint8Array(profile.locations.length)
  const beneath = new Uint8Array(profile.locations.length)
  const locations = profile.locations.map((location, index): PprofLocation => {
    const { lines } = location
    const last = lines.findLastIndex((line) => isDropped(line.function.name))
    if (last === -1) return location
    beneath[index] = 1
    if (last < lines.length - 1) return { ...location, lines: lines.slice(last + 1) }
    whole[index] = 1
    return location
  })

  const { stackStarts, stackLocations } = samples
  const firstKept = (start: number, end: number): number => {
    let foundOther = false
    for (let at = end - 1; at >= start; at--) {
      const location = stackLocations[at] ?? 0
      if (beneath[location] === 0) foundOther = true
      else if (foundOther) return whole[location] === 1 ? at + 1 : at
    }
    return start
  }
  return withStacks({ ...profile, locations }, (sample, into, at) => {
    const end = stackStarts[sample + 1] ?? 0
    const first = firstKept(stackStarts[sample] ?? 0, end)
    into.set(stackLocations.subarray(first, end), at)
    return end - first
  })
}

/** Without parameters: what comes after a parenthesis, except those that belong to a C++ name. */
function simpleName(name: string): string {
  const text = name.replace(/^\./, '')
  for (const { 0: found, index } of text.matchAll(/\(anonymous namespace\)|operator\(\)|\(/g)) {
    if (found === '(') return text.slice(0, index)
  }
  return text
}
