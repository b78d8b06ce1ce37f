import {
  Label,
  Line,
  Location,
  Profile as Message,
  Function as PprofFunction,
  Sample,
  StringTable,
  ValueType,
} from 'pprof-format'
import { type FunctionNames, functionNames } from './names.ts'
import { type Frame, frameKey, type Profile, type Sample as ProfileSample, stackKey } from './profile.ts'

export interface PprofOptions {
  /** On every sample, for `-tagfocus`: test and file, for example. */
  readonly labels: Readonly<Record<string, string>>
  /** When the profile was taken, in nanoseconds since 1970. Default: not said. */
  readonly timeNanos?: bigint
  /** How long was recorded, in nanoseconds. Default: not said. */
  readonly durationNanos?: bigint
  /** Bytes between two recorded allocations, 1 for all of them. Default: not said. */
  readonly samplingIntervalBytes?: number
  /** What was allocated, freed or not: makes a profile of allocations, with all four sample types. */
  readonly allocated?: Profile
  /** Default: those that make every frame of this profile a row. Give one for profiles that will be compared. */
  readonly names?: FunctionNames
}

/** The label of samples that stand for memory outside the V8 heap: `-tagfocus=off-heap` shows only those. */
export const OFF_HEAP_LABEL = { key: 'space', value: 'off-heap' } as const

/**
 * The profile in pprof's format, not compressed.
 *
 * Sample types are `inuse_objects`/count and `inuse_space`/bytes, the latter being the default. With `allocated` there are
 * `alloc_objects` and `alloc_space` before them, and `alloc_space` is the default: Go's heap and allocs profiles. The bytes of a stack
 * that are off the heap are a sample of their own: that way a label can say so without keeping pprof from
 * subtracting two profiles, which it does only where labels are equal.
 */
export function encodePprof(profile: Profile, options: PprofOptions): Uint8Array {
  const { labels, timeNanos = 0n, durationNanos = 0n, samplingIntervalBytes = 0 } = options
  const names = options.names ?? functionNames(profile)
  const strings = new StringTable()
  const valueType = (type: string, unit: string): ValueType =>
    new ValueType({ type: strings.dedup(type), unit: strings.dedup(unit) })
  const label = (key: string, text: string): Label => new Label({ key: strings.dedup(key), str: strings.dedup(text) })

  const locations: Location[] = []
  const functions: PprofFunction[] = []
  const ids = new Map<string, number>()
  const locationId = (frame: Frame): number => {
    const key = frameKey(frame)
    const known = ids.get(key)
    if (known !== undefined) return known
    const id = ids.size + 1
    ids.set(key, id)
    const { file, line, column } = frame
    // No system name: pprof takes a name that equals it for C++ and strips what looks like templates or arguments.
    functions.push(
      new PprofFunction({ id, name: strings.dedup(names(frame)), filename: strings.dedup(file), startLine: line }),
    )
    locations.push(new Location({ id, line: [new Line({ functionId: id, line, column })] }))
    return id
  }

  const common = Object.entries(labels).map(([key, text]) => label(key, text))
  const offHeap = label(OFF_HEAP_LABEL.key, OFF_HEAP_LABEL.value)
  const { allocated } = options
  const samples: Sample[] = []
  for (const { stack, figures } of allocated ? sideBySide(allocated, profile) : sideBySide(profile)) {
    const locationIds = stack.map(locationId)
    const add = (value: number[], labels: Label[]): void => {
      if (value.some((figure) => figure !== 0))
        samples.push(new Sample({ locationId: locationIds, value, label: labels }))
    }
    add(
      figures.flatMap(({ objects, bytes, offHeapBytes }) => [
        Math.round(objects),
        Math.round(bytes) - Math.round(offHeapBytes),
      ]),
      common,
    )
    add(
      figures.flatMap(({ offHeapBytes }) => [0, Math.round(offHeapBytes)]),
      [...common, offHeap],
    )
  }

  const types = allocated ? ['alloc', 'inuse'] : ['inuse']
  return new Message({
    sampleType: types.flatMap((type) => [valueType(`${type}_objects`, 'count'), valueType(`${type}_space`, 'bytes')]),
    defaultSampleType: strings.dedup(`${types[0]}_space`),
    sample: samples,
    location: locations,
    function: functions,
    timeNanos,
    durationNanos,
    ...(samplingIntervalBytes > 0 ? { periodType: valueType('space', 'bytes'), period: samplingIntervalBytes } : {}),
    stringTable: strings,
  }).encode()
}

type Figures = Required<Pick<ProfileSample, 'objects' | 'bytes' | 'offHeapBytes'>>

const NOTHING: Figures = { objects: 0, bytes: 0, offHeapBytes: 0 }

/** The stacks of several profiles, each with its figures in all of them. */
function sideBySide(...profiles: readonly Profile[]): { stack: readonly Frame[]; figures: Figures[] }[] {
  const rows = new Map<string, { stack: readonly Frame[]; figures: Figures[] }>()
  for (const [index, profile] of profiles.entries()) {
    for (const { stack, objects, bytes, offHeapBytes = 0 } of profile) {
      const key = stackKey(stack)
      const row = rows.get(key) ?? { stack, figures: profiles.map(() => NOTHING) }
      rows.set(key, row)
      const sum = row.figures[index] ?? NOTHING
      row.figures[index] = {
        objects: sum.objects + objects,
        bytes: sum.bytes + bytes,
        offHeapBytes: sum.offHeapBytes + offHeapBytes,
      }
    }
  }
  return [...rows.values()]
}
