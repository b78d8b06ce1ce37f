import type { PprofLabel, PprofProfile, Samples } from '../pprof-profile.ts'

/** Only the samples that are to be kept. */
export function keepSamples(profile: PprofProfile, isKept: (sample: number) => boolean): PprofProfile {
  const { samples } = profile
  const kept: number[] = []
  for (let sample = 0; sample < samples.count; sample++) if (isKept(sample)) kept.push(sample)
  return kept.length === samples.count ? profile : { ...profile, samples: rebuilt(profile, kept, copied(samples)) }
}

/**
 * The profile with other stacks.
 *
 * @param stackOf writes the stack of a sample (leaf first) to `into` from `at` on and returns how long it is, which is no longer than it was
 * @param isKept of a sample, given how long its stack has become
 */
export function withStacks(
  profile: PprofProfile,
  stackOf: StackWriter,
  isKept: (sample: number, length: number) => boolean = () => true,
): PprofProfile {
  const { samples } = profile
  const scratch = new Uint32Array(samples.stackLocations.length)
  const kept: number[] = []
  for (let sample = 0; sample < samples.count; sample++) {
    if (isKept(sample, stackOf(sample, scratch, 0))) kept.push(sample)
  }
  return { ...profile, samples: rebuilt(profile, kept, stackOf) }
}

export type StackWriter = (sample: number, into: Uint32Array, at: number) => number

const copied =
  ({ stackStarts, stackLocations }: Samples): StackWriter =>
  (sample, into, at) => {
    const [start = 0, end = 0] = [stackStarts[sample], stackStarts[sample + 1]]
    into.set(stackLocations.subarray(start, end), at)
    return end - start
  }

function rebuilt({ samples, sampleTypes }: PprofProfile, kept: readonly number[], stackOf: StackWriter): Samples {
  const width = sampleTypes.length
  const stackStarts = new Uint32Array(kept.length + 1)
  const stackLocations = new Uint32Array(samples.stackLocations.length)
  const values = new Float64Array(kept.length * width)
  const labels = new Map<number, readonly PprofLabel[]>()
  let end = 0
  for (const [index, sample] of kept.entries()) {
    end += stackOf(sample, stackLocations, end)
    stackStarts[index + 1] = end
    values.set(samples.values.subarray(sample * width, (sample + 1) * width), index * width)
    const ofSample = samples.labels.get(sample)
    if (ofSample) labels.set(index, ofSample)
  }
  return { count: kept.length, stackStarts, stackLocations: stackLocations.slice(0, end), values, labels }
}
