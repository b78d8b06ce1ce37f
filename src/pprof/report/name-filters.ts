import type { PprofLine, PprofLocation, PprofProfile } from '../pprof-profile.ts'
import { goRegExp } from './go-regexp.ts'
import { keepSamples, withStacks } from './stacks.ts'

/** Regular expressions over the names of functions, their files and the binary; '' or nothing for none. */
export interface NameFilters {
  /** Only samples with such a frame. */
  readonly focus?: string
  /** No samples with such a frame. */
  readonly ignore?: string
  /** Without such frames. */
  readonly hide?: string
  /** Only such frames. */
  readonly show?: string
}

export interface Filtered {
  readonly profile: PprofProfile
  readonly warnings: readonly string[]
}

const names = ['focus', 'ignore', 'hide', 'show'] as const

/** @throws ReportError an expression is none */
export function filterByName(profile: PprofProfile, filters: NameFilters): Filtered {
  const [focus, ignore, hide, show] = names.map((name) => {
    const source = filters[name] ?? ''
    return source === '' ? undefined : goRegExp(source, `--${name}`)
  })
  const { locations, samples } = profile
  const focused = new Uint8Array(locations.length)
  const ignored = new Uint8Array(locations.length)
  const hidden = new Uint8Array(locations.length)
  let hidAny = false
  const shownLocations = locations.map((location, index): PprofLocation => {
    if (ignore && matches(location, ignore)) ignored[index] = 1
    else if (!focus || matches(location, focus)) focused[index] = 1
    if (!hide && !show) return location
    const left = hide && matches(location, hide) ? linesWithout(location, hide) : undefined
    hidAny ||= left !== undefined
    const lines = show ? linesWith({ ...location, lines: left ?? location.lines }, show) : left
    if (lines?.length === 0) hidden[index] = 1
    return lines ? { ...location, lines } : location
  })

  const { stackStarts, stackLocations } = samples
  const isKept = (sample: number): boolean => {
    let found = false
    for (let at = stackStarts[sample] ?? 0; at < (stackStarts[sample + 1] ?? 0); at++) {
      const location = stackLocations[at] ?? 0
      if (ignored[location] === 1) return false
      if (focused[location] === 1) found = true
    }
    return found
  }
  const filtered = keepSamples({ ...profile, locations: shownLocations }, isKept)
  return {
    profile: hidden.includes(1) ? withoutLocations(filtered, hidden) : filtered,
    warnings: [
      ...(focus && !focused.includes(1) ? ['Focus expression matched no samples'] : []),
      ...(ignore && !ignored.includes(1) ? ['Ignore expression matched no samples'] : []),
      ...(hide && !hidAny ? ['Hide expression matched no samples'] : []),
      ...(show && !shownLocations.some(({ lines }) => lines.length > 0) ? ['Show expression matched no samples'] : []),
    ],
  }
}

const matchesLine = ({ function: { name, filename } }: PprofLine, pattern: RegExp): boolean =>
  pattern.test(name) || pattern.test(filename)

const matchesBinary = ({ mapping }: PprofLocation, pattern: RegExp): boolean =>
  mapping !== undefined && pattern.test(mapping.file)

const matches = (location: PprofLocation, pattern: RegExp): boolean =>
  location.lines.some((line) => matchesLine(line, pattern)) || matchesBinary(location, pattern)

const linesWithout = (location: PprofLocation, pattern: RegExp): readonly PprofLine[] =>
  matchesBinary(location, pattern) ? [] : location.lines.filter((line) => !matchesLine(line, pattern))

const linesWith = (location: PprofLocation, pattern: RegExp): readonly PprofLine[] =>
  matchesBinary(location, pattern) ? location.lines : location.lines.filter((line) => matchesLine(line, pattern))

function withoutLocations(profile: PprofProfile, hidden: Uint8Array): PprofProfile {
  const { stackStarts, stackLocations } = profile.samples
  return withStacks(
    profile,
    (sample, into, at) => {
      let length = 0
      for (let from = stackStarts[sample] ?? 0; from < (stackStarts[sample + 1] ?? 0); from++) {
        const location = stackLocations[from] ?? 0
        if (hidden[location] === 0) into[at + length++] = location
      }
      return length
    },
    (_, length) => length > 0,
  )
}
