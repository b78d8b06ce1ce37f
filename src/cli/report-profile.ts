import { diffProfile } from '../pprof/diff.ts'
import { mergeProfiles } from '../pprof/merge.ts'
import type { PprofProfile } from '../pprof/pprof-profile.ts'
import { loaded } from '../pprof/report/loaded.ts'
import { normalized } from '../pprof/report/normalized.ts'
import { requireCompatible } from './compatible-files.ts'
import { readProfileFile } from './read-profile-file.ts'
import { isProfileUrl, readProfileUrl } from './read-profile-url.ts'
import type { ReportCliOptions } from './report-options.ts'
import { UsageError } from './usage-error.ts'

/**
 * The profile of some files that reports are about: added up, and without those that are subtracted.
 *
 * @param sampleBySample the report is of single samples: equal ones are to be one
 * @throws UsageError one sentence with the file and what to do
 */
export async function reportProfile(
  paths: readonly string[],
  { base = [], diffBase = [], normalize }: ReportCliOptions,
  sampleBySample: boolean,
): Promise<PprofProfile> {
  if (base.length > 0 && diffBase.length > 0) {
    throw new UsageError('--base and --diff-base both say what to subtract: give one of them')
  }
  const subtracted = [...base, ...diffBase]
  if (normalize && subtracted.length === 0) {
    throw new UsageError('--normalize needs what it scales to: give --base or --diff-base as well')
  }
  const files = await Promise.all(
    [...paths, ...subtracted].map(async (path) => ({ path, profile: await readProfile(path) })),
  )
  const [first, ...others] = files
  for (const other of others) if (first) requireCompatible(first, other)
  const profiles = files.map(({ profile }) => profile)
  const current = added(profiles.slice(0, paths.length), sampleBySample || subtracted.length > 0)
  if (subtracted.length === 0) return loaded(current)
  const before = mergeProfiles(profiles.slice(paths.length))
  const scaled = normalize ? normalized(current, before) : current
  return loaded(diffProfile(before, scaled, base.length > 0 ? 'base' : 'diff_base'))
}

/** A file, or what a server answers. */
const readProfile = async (path: string): Promise<PprofProfile> =>
  isProfileUrl(path) ? readProfileUrl(path) : readProfileFile(path)

function added(profiles: readonly PprofProfile[], sampleBySample: boolean): PprofProfile {
  const [first, ...others] = profiles
  // Adding up takes longer than a report, and makes no difference to sums, unless samples cancel each other out.
  const isAsIs = first && others.length === 0 && !sampleBySample && first.samples.values.every((value) => value >= 0)
  return isAsIs ? first : mergeProfiles(profiles)
}
