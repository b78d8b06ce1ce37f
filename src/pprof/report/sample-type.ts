import type { PprofProfile } from '../pprof-profile.ts'
import { ReportError } from './report-error.ts'

/**
 * Which value of the samples a report is about: a name, or a number from 0; without any the profile's own choice, or the last. As in pprof,
 * `inuse_space` also means `space`, which is its name in profiles of other makers.
 *
 * @throws ReportError the profile has no such sample type
 */
export function sampleTypeIndex(profile: PprofProfile, asked = ''): number {
  const types = profile.sampleTypes.map(({ type }) => type)
  if (types.length === 0) throw new ReportError('the profile has no sample types, so that there is nothing to report')
  if (asked === '') {
    const preferred = profile.defaultSampleType === '' ? -1 : types.indexOf(profile.defaultSampleType)
    return preferred === -1 ? types.length - 1 : preferred
  }
  if (/^[+-]?\d+$/.test(asked)) {
    const index = Number(asked)
    if (index >= 0 && index < types.length) return index
    throw new ReportError(
      `the profile has no sample type number ${asked}: choose 0 to ${types.length - 1}, or a name: ${types.join(', ')}`,
    )
  }
  const short = asked.replace(/^inuse_/, '')
  const index = types.findIndex((type) => type === asked || type === short)
  if (index !== -1) return index
  throw new ReportError(`the profile has no sample type '${asked}': choose one of ${types.join(', ')}`)
}
