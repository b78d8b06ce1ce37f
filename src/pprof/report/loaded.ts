import type { PprofMapping, PprofProfile } from '../pprof-profile.ts'
import { withoutDroppedFrames } from './drop-frames.ts'
import { withReadableNames } from './system-names.ts'

/**
 * The profile as pprof reports on it after reading and merging: with readable names and without the frames it wants to be dropped, and where
 * it has no mappings, with an empty one.
 */
export const loaded = (profile: PprofProfile): PprofProfile =>
  withoutDroppedFrames(withReadableNames(withMappings(profile)))

const NO_MAPPING: PprofMapping = {
  id: 1,
  start: 0n,
  limit: 0n,
  offset: 0n,
  file: '',
  buildId: '',
  hasFunctions: false,
  hasFilenames: false,
  hasLineNumbers: false,
  hasInlineFrames: false,
}

function withMappings(profile: PprofProfile): PprofProfile {
  if (profile.mappings.length === 0) {
    const locations = profile.locations.map((location) => ({ ...location, mapping: NO_MAPPING }))
    return { ...profile, locations, mappings: [NO_MAPPING] }
  }
  if (!profile.mappings.some(isUrl)) return profile
  const unnamed = new Map(profile.mappings.map((one) => [one, isUrl(one) ? { ...one, file: '' } : one]))
  const locations = profile.locations.map((location) => {
    const mapping = location.mapping && unnamed.get(location.mapping)
    return mapping === location.mapping ? location : { ...location, mapping }
  })
  return { ...profile, locations, mappings: [...unnamed.values()] }
}

// To pprof that is where a profile was fetched from, not a file.
const isUrl = ({ file, buildId }: PprofMapping): boolean => buildId === '' && /^[a-z][a-z\d+.-]*:/i.test(file)
