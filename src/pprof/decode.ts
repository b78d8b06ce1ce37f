import { budget } from './decode-budget.ts'
import { decodeFunctions } from './decode-functions.ts'
import { labelDecoder } from './decode-labels.ts'
import { decodeLocations } from './decode-locations.ts'
import { decodeMappings } from './decode-mappings.ts'
import { outlineOf } from './decode-outline.ts'
import { decodeSamples } from './decode-samples.ts'
import { stringsOf } from './decode-strings.ts'
import { decodeValueTypes } from './decode-value-types.ts'
import type { PprofProfile } from './pprof-profile.ts'
import { ProfileError } from './profile-error.ts'

/**
 * Reads a profile in pprof's format, of any writer. Not compressed: files are, as a rule, and `readProfileFile` undoes it.
 *
 * Takes memory in proportion to the bytes, whatever they claim, and time too. Ids may be any numbers; where some are above 2 ** 53 the ids
 * of that table are numbered anew.
 *
 * @throws ProfileError what is wrong, in one clause: no protobuf, cut off, or not a profile as Go's `CheckValid` wants it
 */
export function decodeProfile(bytes: Uint8Array): PprofProfile {
  if (bytes.length === 0) throw new ProfileError('it is empty')
  try {
    return decode(bytes)
  } catch (error) {
    if (error instanceof ProfileError && isText(bytes)) {
      throw new ProfileError("it is a text, not protobuf: pprof's old text formats are not supported")
    }
    // Columns that are in proportion to the file, and still more than there is.
    if (error instanceof RangeError) throw new ProfileError('it is too large for the memory of this machine')
    throw error
  }
}

function decode(bytes: Uint8Array): PprofProfile {
  const spend = budget()
  const outline = outlineOf(bytes, spend)
  const strings = stringsOf(bytes, outline.strings)
  const sampleTypes = decodeValueTypes(bytes, outline.sampleTypes, strings)
  if (sampleTypes.length === 0) throw new ProfileError('it has no sample types')
  const mappings = decodeMappings(bytes, outline.mappings, strings)
  const functions = decodeFunctions(bytes, outline.functions, strings)
  const locations = decodeLocations(bytes, outline.locations, mappings, functions, spend)
  const labels = labelDecoder(bytes, strings, spend)
  return {
    sampleTypes,
    defaultSampleType: strings(outline.defaultSampleType, 'default_sample_type'),
    samples: decodeSamples(bytes, outline, sampleTypes.length, locations.ids, labels),
    locations: locations.rows,
    mappings: mappings.rows,
    periodType: decodeValueTypes(bytes, outline.periodType, strings)[0],
    period: outline.period,
    timeNanos: outline.timeNanos,
    durationNanos: outline.durationNanos,
    comments: outline.comments.map((index) => strings(index, 'comment')),
    dropFrames: strings(outline.dropFrames, 'drop_frames'),
    keepFrames: strings(outline.keepFrames, 'keep_frames'),
    docUrl: strings(outline.docUrl, 'doc_url'),
  }
}

/** Whether it begins as a text does. A profile begins with a sample type, which is a length below 32. */
const isText = (bytes: Uint8Array): boolean =>
  bytes
    .subarray(0, 64)
    .every((byte) => (byte >= 0x20 && byte !== 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d)
