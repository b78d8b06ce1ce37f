import { fileOfScript } from '../../profile/origin.ts'
import type { Root } from '../paths/roots.ts'
import type { Place } from './held-by-root.ts'

/** What a test keeps, in bytes on the heap and off it. */
export interface KeptFigures {
  readonly heapBytes: number
  readonly offHeapBytes: number
}

/** Below it a place cannot have much of what the test keeps. */
const LEAST_SHARE = 0.25
/** Of what is kept, places that hold this much hold it all: figures are from a sample, and headers of pages are nobody's. */
const ALL_SHARE = 0.85
/** As much as is kept, and not more than that by more than this. */
const MOST_SHARE = 1.15
/** Of what is kept: a place in a file that made it which holds this much is told of, whatever else is as large. */
const MAIN_SHARE = 0.5
const MOST_PLACES = 4

/**
 * The places that may hold what a test keeps. A heap does not tell what in it is new: large enough are those that hold a quarter as
 * much, and likely those that hold about as much, on the heap and off it. Places in files whose code made what is kept come before the
 * rest of the project's, and these before a dependency's, Node's timers and the like.
 *
 * @param makers files, as frames have them, whose code is on the stacks of what is kept
 * @returns what fits best first
 */
export function likelyPlaces(
  places: readonly Place[],
  kept: KeptFigures,
  makers: ReadonlySet<string>,
): { readonly likely: readonly Place[]; readonly omitted: number } {
  const wanted = total(positive(kept))
  const large = wanted === 0 ? [] : places.filter((place) => common(place, kept) >= LEAST_SHARE * wanted)
  const bestOf = (level: Level): Place[] =>
    sorted(
      large.filter(({ root }) => levelOf(root, makers) === level),
      kept,
    )
  const theirs = bestOf('maker')
  const together = fitting(theirs, kept)
  if (together.length > 0) return most(together)
  const others: Place[] = []
  for (const level of ['project', 'other'] as const) {
    others.push(...bestOf(level))
    const alone = others.filter((place) => likeness(place, kept) >= ALL_SHARE)
    if (alone.length > 0) return most(sorted([...theirs.filter((place) => canBeMost(place, kept)), ...alone], kept))
  }
  return most(sorted([...theirs, ...others], kept))
}

const sorted = (places: readonly Place[], kept: KeptFigures): Place[] =>
  [...places].sort((a, b) => likeness(b, kept) - likeness(a, kept))

const most = (places: readonly Place[]): ReturnType<typeof likelyPlaces> => ({
  likely: places.slice(0, MOST_PLACES),
  omitted: Math.max(0, places.length - MOST_PLACES),
})

/**
 * The places that together hold what is kept and little more, with all that alone do. In the files that made it those are it, as a rule, and
 * a cache that was there before is not: it would have to be as large by chance.
 *
 * @param places what fits best first
 * @returns none if these are not all
 */
function fitting(places: readonly Place[], kept: KeptFigures): readonly Place[] {
  const wanted = total(positive(kept))
  let held = 0
  const together = places.filter((place) => {
    if (held + total(place) > MOST_SHARE * wanted) return likeness(place, kept) >= ALL_SHARE
    held += total(place)
    return true
  })
  return held >= ALL_SHARE * wanted ? together : []
}

/** As a cache that has grown in the test, and was there before. */
const canBeMost = (place: Place, kept: KeptFigures): boolean =>
  common(place, kept) >= MAIN_SHARE * total(positive(kept))

type Level = 'maker' | 'project' | 'other'

/** @returns nothing for what is the runner's own, and for what ends with the functions that are running now */
function levelOf({ kind, origin, scriptName }: Root, makers: ReadonlySet<string>): Level | undefined {
  switch (kind) {
    case 'variable':
    case 'export':
      if (origin !== 'project' && origin !== 'dependency') return origin === 'node' ? 'other' : undefined
      if (makers.has(fileOfScript(scriptName))) return 'maker'
      return origin === 'project' ? 'project' : 'other'
    case 'global':
      return 'project'
    case 'stack':
    case 'runtime':
      return undefined
    default:
      return 'other'
  }
}

const total = ({ heapBytes, offHeapBytes }: KeptFigures): number => heapBytes + offHeapBytes

/** What took the place of other memory makes no room. */
const positive = ({ heapBytes, offHeapBytes }: KeptFigures): KeptFigures => ({
  heapBytes: Math.max(0, heapBytes),
  offHeapBytes: Math.max(0, offHeapBytes),
})

/** How much of what is kept a place can hold at most. */
const common = (place: KeptFigures, kept: KeptFigures): number => {
  const { heapBytes, offHeapBytes } = positive(kept)
  return Math.min(place.heapBytes, heapBytes) + Math.min(place.offHeapBytes, offHeapBytes)
}

/** 1: it holds just as much; half as much and twice as much are 0.5. */
const likeness = (place: KeptFigures, kept: KeptFigures): number => {
  const both = common(place, kept)
  return both / (total(positive(kept)) + total(place) - both)
}
