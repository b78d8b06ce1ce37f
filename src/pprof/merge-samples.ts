import { type LabelNumber, labelNumbers } from './merge-labels.ts'
import { type MergedTables, mergedTables } from './merge-tables.ts'
import type { PprofLabel, PprofProfile, Samples } from './pprof-profile.ts'

export interface MergedSamples {
  readonly samples: Samples
  readonly tables: Pick<MergedTables, 'locations' | 'mappings'>
}

interface Columns {
  count: number
  readonly stackStarts: Uint32Array
  readonly stackLocations: Uint32Array
  readonly values: Float64Array
  readonly labels: Map<number, readonly PprofLabel[]>
  readonly labelNumbers: Uint32Array
}

/** The samples of all profiles, those of one stack and the same labels added up. Samples of which all values are 0 are left out. */
export function mergeSamples(profiles: readonly PprofProfile[]): MergedSamples {
  const typeCount = profiles[0]?.sampleTypes.length ?? 0
  const total = (of: (samples: Samples) => number): number =>
    profiles.reduce((sum, { samples }) => sum + of(samples), 0)
  const sampleCount = total(({ count }) => count)
  const columns: Columns = {
    count: 0,
    stackStarts: new Uint32Array(sampleCount + 1),
    stackLocations: new Uint32Array(total(({ stackLocations }) => stackLocations.length)),
    values: new Float64Array(sampleCount * typeCount),
    labels: new Map(),
    labelNumbers: new Uint32Array(sampleCount),
  }
  const tables = mergedTables()
  const find = sampleFinder(columns, sampleCount)
  const numberOf = labelNumbers()
  for (const profile of profiles) {
    const [program] = profile.mappings
    if (tables.mappings.length === 0 && program) tables.keepMapping(program)
    addSamples(columns, profile, tables, find, numberOf)
  }
  const { count, stackStarts, stackLocations, values, labels } = columns
  const stackEnd = stackStarts[count]
  return {
    samples: {
      count,
      stackStarts: stackStarts.subarray(0, count + 1),
      stackLocations: stackLocations.subarray(0, stackEnd),
      values: values.subarray(0, count * typeCount),
      labels,
    },
    tables,
  }
}

function addSamples(
  columns: Columns,
  { samples, locations, sampleTypes }: PprofProfile,
  tables: MergedTables,
  find: (stackEnd: number, labelNumber: number) => number,
  numberOf: LabelNumber,
): void {
  const typeCount = sampleTypes.length
  // Index in the merged table + 1, 0 for locations that no sample has referred to yet.
  const merged = new Uint32Array(locations.length)
  for (let sample = 0; sample < samples.count; sample++) {
    const from = sample * typeCount
    if (isZero(samples.values, from, typeCount)) continue
    let end = columns.stackStarts[columns.count] as number
    const stackEnd = samples.stackStarts[sample + 1] as number
    for (let i = samples.stackStarts[sample] as number; i < stackEnd; i++) {
      const location = samples.stackLocations[i] as number
      let known = merged[location] as number
      if (known === 0) {
        known = tables.indexOf(locations[location] as PprofProfile['locations'][number]) + 1
        merged[location] = known
      }
      columns.stackLocations[end++] = known - 1
    }
    const labels = samples.labels.get(sample)
    const found = find(end, numberOf(labels))
    if (found === columns.count) {
      columns.count++
      columns.stackStarts[columns.count] = end
      if (labels && labels.length > 0) columns.labels.set(found, labels)
    }
    for (let t = 0; t < typeCount; t++) {
      const at = found * typeCount + t
      columns.values[at] = (columns.values[at] as number) + (samples.values[from + t] as number)
    }
  }
}

export function isZero(values: Float64Array, from: number, count: number): boolean {
  for (let i = from; i < from + count; i++) if (values[i] !== 0) return false
  return true
}

/**
 * Finds the sample whose stack is the one that has just been written after the last sample's, and that has the same labels: its number, or
 * the number that the new one gets. A hash table with open addressing, at most half full: strings as keys took four times as long for
 * 1,000,000 samples.
 */
function sampleFinder(columns: Columns, capacity: number): (stackEnd: number, labelNumber: number) => number {
  const { stackStarts, stackLocations, labelNumbers } = columns
  const size = 2 ** Math.ceil(Math.log2(2 * capacity + 2))
  const slots = new Uint32Array(size)
  // Unlike a hash that is the same everywhere, one with a random start cannot be made to collide by a file.
  const seed = Math.floor(Math.random() * 2 ** 32)
  const isSame = (sample: number, start: number, end: number, labelNumber: number): boolean => {
    const other = stackStarts[sample] as number
    if ((stackStarts[sample + 1] as number) - other !== end - start) return false
    if (labelNumbers[sample] !== labelNumber) return false
    for (let i = start, j = other; i < end; i++, j++) if (stackLocations[i] !== stackLocations[j]) return false
    return true
  }
  return (stackEnd, labelNumber) => {
    const start = stackStarts[columns.count] as number
    let hash = mix(seed, labelNumber)
    for (let i = start; i < stackEnd; i++) hash = mix(hash, stackLocations[i] as number)
    let slot = (hash ^ (hash >>> 15)) & (size - 1)
    for (;;) {
      const known = (slots[slot] as number) - 1
      if (known < 0) {
        slots[slot] = columns.count + 1
        labelNumbers[columns.count] = labelNumber
        return columns.count
      }
      if (isSame(known, start, stackEnd, labelNumber)) return known
      slot = (slot + 1) & (size - 1)
    }
  }
}

// The step of MurmurHash3.
function mix(hash: number, value: number): number {
  const k = Math.imul(value, 0xcc9e2d51)
  const mixed = hash ^ Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  return Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64
}
