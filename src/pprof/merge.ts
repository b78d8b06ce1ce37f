import { incompatibility } from './compatible.ts'
import { isZero, mergeSamples } from './merge-samples.ts'
import type { PprofProfile } from './pprof-profile.ts'
import { ProfileError } from './profile-error.ts'

/**
 * One profile of several, as Go's `profile.Merge` does it: samples of one stack and the same labels are added up. It begins at the
 * earliest of them and lasts as long as all together. What no sample refers to is left out.
 *
 * @throws ProfileError there are none, or they have different sample types; `incompatibility` says so of two beforehand
 */
export function mergeProfiles(profiles: readonly PprofProfile[]): PprofProfile {
  const [first, ...others] = profiles
  if (!first) throw new ProfileError('there are no profiles to merge')
  for (const [index, other] of others.entries()) {
    const different = incompatibility(first, other)
    if (!different) continue
    throw new ProfileError(
      `profile ${index + 2} has other ${different.what} (${different.second}) than the first (${different.first})`,
    )
  }
  const { samples, tables } = mergeSamples(profiles)
  const merged: PprofProfile = { ...headerOf(first, profiles), samples, ...onlyTables(tables) }
  // What is left of stacks that were subtracted from each other may refer to nothing else: once more without it.
  return hasZeroSample(merged) ? mergeProfiles([merged]) : merged
}

const onlyTables = ({ locations, mappings }: Pick<PprofProfile, 'locations' | 'mappings'>) => ({ locations, mappings })

function hasZeroSample({ samples: { count, values }, sampleTypes: { length } }: PprofProfile): boolean {
  for (let sample = 0; sample < count; sample++) if (isZero(values, sample * length, length)) return true
  return false
}

type Header = Omit<PprofProfile, 'samples' | 'locations' | 'mappings'>

function headerOf(first: PprofProfile, profiles: readonly PprofProfile[]): Header {
  const times = profiles.map(({ timeNanos }) => timeNanos).filter((time) => time !== 0n)
  const firstText = (of: (profile: PprofProfile) => string): string =>
    profiles.map(of).find((text) => text !== '') ?? ''
  return {
    sampleTypes: first.sampleTypes,
    defaultSampleType: firstText(({ defaultSampleType }) => defaultSampleType),
    periodType: first.periodType,
    period: profiles.reduce((max, { period }) => Math.max(max, period), first.period),
    timeNanos: times.reduce((earliest, time) => (time < earliest ? time : earliest), times[0] ?? 0n),
    durationNanos: profiles.reduce((sum, { durationNanos }) => sum + durationNanos, 0n),
    comments: [...new Set(profiles.flatMap(({ comments }) => comments))],
    dropFrames: first.dropFrames,
    keepFrames: first.keepFrames,
    docUrl: firstText(({ docUrl }) => docUrl),
  }
}
