import type { PprofFunction, PprofLocation, PprofProfile } from '../../../src/pprof/pprof-profile.ts'

export interface PlannedFrame {
  readonly name: string
  readonly file?: string
  readonly line?: number
}

export interface PlannedSample {
  /** Outermost first: `main > make`, or frames with their places. */
  readonly stack: string | readonly PlannedFrame[]
  readonly values: readonly number[]
}

export interface PlannedProfile {
  readonly samples: readonly PlannedSample[]
  readonly types?: readonly (readonly [type: string, unit: string])[]
  readonly timeNanos?: bigint
}

const heapTypes = [
  ['inuse_objects', 'count'],
  ['inuse_space', 'bytes'],
] as const

/** A profile by hand. A name alone is a function at line 1 of `/app/src/<name>.ts`. */
export function planned({
  samples,
  types = heapTypes,
  timeNanos = 1_700_000_000_000_000_000n,
}: PlannedProfile): PprofProfile {
  const locations: PprofLocation[] = []
  const known = new Map<string, number>()
  const locationOf = ({ name, file = `/app/src/${name}.ts`, line = 1 }: PlannedFrame): number => {
    const key = `${name}\n${file}\n${line}`
    const index = known.get(key)
    if (index !== undefined) return index
    const id = locations.length + 1
    const made: PprofFunction = { id, name, systemName: name, filename: file, startLine: line }
    known.set(key, id - 1)
    locations.push({
      id,
      mapping: undefined,
      address: 0n,
      lines: [{ function: made, line, column: 1 }],
      isFolded: false,
    })
    return id - 1
  }
  const stacks = samples.map(({ stack }) =>
    (typeof stack === 'string' ? stack.split(' > ').map((name) => ({ name })) : [...stack]).reverse().map(locationOf),
  )
  const starts = [0]
  for (const stack of stacks) starts.push((starts.at(-1) as number) + stack.length)
  return {
    sampleTypes: types.map(([type, unit]) => ({ type, unit })),
    defaultSampleType: types.at(-1)?.[0] ?? '',
    samples: {
      count: samples.length,
      stackStarts: Uint32Array.from(starts),
      stackLocations: Uint32Array.from(stacks.flat()),
      values: Float64Array.from(samples.flatMap(({ values }) => values)),
      labels: new Map(),
    },
    locations,
    mappings: [],
    periodType: undefined,
    period: 0,
    timeNanos,
    durationNanos: 0n,
    comments: [],
    dropFrames: '',
    keepFrames: '',
    docUrl: '',
  }
}
