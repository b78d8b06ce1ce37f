import type { Trend } from './growth.ts'
import { type Reading, windowsOf } from './series.ts'
import type { Site } from './sites.ts'

/** Survivors that a site must have: with a heap that grows at its rate, in two windows, they are no accident. */
const LEAST_OBJECTS = 3
/** As many as make the figures of a report worth something. */
const ENOUGH_OBJECTS = 6
/** Of the heap's rate, at the least, for a site to count at all. */
const LEAST_SHARE = 0.1
/** All growing sites together and the heap are the same within this: a leak in few of the calls scatters as counts do. */
const AGREEMENT = 3
const LEAST_STEADINESS = 0.5
/** Recorded calls that would have shown a leak, of 16 B in one call of 50 for example, and what it would have kept in them. */
const TELLING_CALLS = 80
const TELLING_BYTES = 200

/** A reading, and what is alive at sites that do not count. */
interface RecordedReading extends Reading {
  readonly ignoredBytes?: number
}

/** Whose objects make the heap grow. */
export interface Explained {
  /** Sites that leak; empty as long as too little was seen. */
  readonly trends: readonly Trend[]
  /** By which the heap has to go on growing if they do. */
  readonly bytesPerCall: number
  /** And by no more: it has grown by more than they account for, which may have been what is made once. */
  readonly mostBytesPerCall: number
  /** What grows is the test runner's, or ignored, or nothing that is allocated by code: V8's own tables, for example. */
  readonly isExcused: boolean
  /** More calls would not say more. */
  readonly isEnough: boolean
}

/**
 * Sites whose survivors agree with the growth of the whole heap, which was measured over many more calls. Each alone proves little: some
 * objects may survive by chance, and what makes the heap grow may be anybody's. That both are the same is no chance. Where the heap grew by
 * more than a number of survivors account for, both have to be the same from then on: the first heap that a process measures grows by kilobytes on V8's account.
 *
 * @param readings of recorded calls, three at the least; the first is for what is made once
 * @param bytesPerCall by which the heap grows
 */
export function explainGrowth(readings: readonly RecordedReading[], bytesPerCall: number): Explained {
  const nothing = { trends: [], bytesPerCall, mostBytesPerCall: Infinity, isExcused: false, isEnough: false }
  const [first, last] = [readings[0], readings.at(-1)]
  if (!first || !last || readings.length < 3) return nothing
  const grown = [...last.sites.keys()].flatMap((site) => growthOf(site, readings) ?? [])
  const rateOf = (growths: readonly Growth[]): number => growths.reduce((sum, growth) => sum + growth.bytesPerCall, 0)
  const ignored = ((last.ignoredBytes ?? 0) - (first.ignoredBytes ?? 0)) / (last.calls - first.calls)
  const excused = Math.max(0, ignored) + rateOf(grown.filter(({ site }) => site.origin === 'runner'))
  const agrees = (rate: number): boolean => rate >= bytesPerCall / AGREEMENT && rate <= bytesPerCall * AGREEMENT
  const leaks = grown.filter(
    ({ site, objects, bytesPerCall: rate }) =>
      site.origin !== 'runner' && objects >= LEAST_OBJECTS && rate >= LEAST_SHARE * bytesPerCall,
  )
  const trends = leaks.map(({ site, perCall }): Trend => ({ figure: 'objects', site, perCall, sustained: true }))
  const isEnough = leaks.reduce((sum, leak) => sum + leak.objects, 0) >= ENOUGH_OBJECTS
  const seen = rateOf(leaks) + excused
  if (leaks.length > 0 && agrees(seen)) return { ...nothing, trends, isEnough }
  if (agrees(excused)) return { ...nothing, isExcused: true, isEnough: true }
  if (isEnough && seen < bytesPerCall) {
    return { ...nothing, trends, isEnough, bytesPerCall: seen, mostBytesPerCall: AGREEMENT * seen }
  }
  return { ...nothing, isExcused: isUnseen(readings, bytesPerCall) }
}

/** Whether much less was allocated and kept, by whomever, than the heap grew by: in the last of the calls, since the first ones make more. */
function isUnseen(readings: readonly RecordedReading[], bytesPerCall: number): boolean {
  const last = readings.at(-1) as RecordedReading
  const from = readings.find(({ calls }) => calls >= last.calls / 4) as RecordedReading
  const calls = last.calls - from.calls
  const expected = bytesPerCall * calls
  return calls >= TELLING_CALLS && expected >= TELLING_BYTES && keptBytes(last) - keptBytes(from) < expected / AGREEMENT
}

function keptBytes({ sites, ignoredBytes = 0 }: RecordedReading): number {
  let sum = ignoredBytes
  for (const { bytes } of sites.values()) sum += bytes
  return sum
}

interface Growth {
  readonly site: Site
  readonly objects: number
  readonly perCall: number
  readonly bytesPerCall: number
}

/** Of a site that grew in both parts of the readings, and not at half the rate or less in the second, but for chance. */
function growthOf(site: Site, readings: readonly Reading[]): Growth | undefined {
  const [first, middle, last] = [readings[0], readings.at(-2), readings.at(-1)] as [Reading, Reading, Reading]
  const figure = (name: 'objects' | 'bytes') => (reading: Reading) => reading.sites.get(site)?.[name] ?? 0
  const [early, late] = windowsOf([first, middle, last], figure('objects'))
  if (!early || !late || early.growth < 1 || late.growth < 1) return undefined
  const expected = (early.growth / early.calls) * late.calls
  if (late.growth < LEAST_STEADINESS * expected - 2 * Math.sqrt(expected)) return undefined
  const calls = early.calls + late.calls
  const objects = early.growth + late.growth
  const bytes = figure('bytes')(last) - figure('bytes')(first)
  return { site, objects, perCall: objects / calls, bytesPerCall: bytes / calls }
}
