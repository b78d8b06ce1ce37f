import type {
  PprofFunction,
  PprofLabel,
  PprofLocation,
  PprofMapping,
  PprofProfile,
  ValueType,
} from './pprof-profile.ts'
import { type Writer, writer } from './wire-writer.ts'

/** @returns the index of a text in the string table */
type StringIndex = (text: string) => number

/**
 * The profile in pprof's format, not compressed. `decodeProfile` makes the same profile of it: with the same ids, if these are different
 * numbers above 0, else with others.
 */
export function encodeProfile(profile: PprofProfile): Uint8Array {
  const out = writer()
  const strings = new Map([['', 0]])
  const indexOf: StringIndex = (text) => {
    const known = strings.get(text)
    if (known !== undefined) return known
    strings.set(text, strings.size)
    return strings.size - 1
  }
  const mappings = idsOf([...profile.mappings, ...profile.locations.flatMap(({ mapping }) => mapping ?? [])])
  const functions = idsOf(profile.locations.flatMap(({ lines }) => lines.map((line) => line.function)))
  const locations = [...idsOf(profile.locations)]
  for (const type of profile.sampleTypes) writeValueType(out, 1, type, indexOf)
  writeSamples(
    out,
    profile,
    locations.map(([, id]) => id),
    indexOf,
  )
  for (const [mapping, id] of mappings) writeMapping(out, mapping, id, indexOf)
  for (const [location, id] of locations) writeLocation(out, location, id, mappings, functions)
  for (const [row, id] of functions) writeFunction(out, row, id, indexOf)
  writeHeader(out, profile, indexOf)
  for (const text of strings.keys()) out.text(6, text)
  return out.written()
}

/** The ids of things, each once: their own if these are different and above 0, else numbers from 1 on. */
function idsOf<T extends { readonly id: number }>(rows: readonly T[]): Map<T, number> {
  const different = [...new Set(rows)]
  const ids = new Set(different.map(({ id }) => id))
  const areTheirOwn = ids.size === different.length && different.every(({ id }) => id > 0)
  return new Map(different.map((row, index) => [row, areTheirOwn ? row.id : index + 1]))
}

function writeValueType(out: Writer, field: number, { type, unit }: ValueType, indexOf: StringIndex): void {
  out.message(field, () => {
    out.number(1, indexOf(type))
    out.number(2, indexOf(unit))
  })
}

function writeSamples(
  out: Writer,
  { samples, sampleTypes }: PprofProfile,
  locationIds: readonly number[],
  indexOf: StringIndex,
): void {
  const { count, stackStarts, stackLocations, values, labels } = samples
  const typeCount = sampleTypes.length
  let sample = 0
  const writeStack = (): void => {
    const end = stackStarts[sample + 1] as number
    for (let i = stackStarts[sample] as number; i < end; i++) {
      out.varint(locationIds[stackLocations[i] as number] as number)
    }
  }
  const writeValues = (): void => {
    for (let i = sample * typeCount; i < (sample + 1) * typeCount; i++) out.varint(values[i] as number)
  }
  const writeSample = (): void => {
    if (stackStarts[sample] !== stackStarts[sample + 1]) out.message(1, writeStack)
    out.message(2, writeValues)
    for (const label of labels.get(sample) ?? []) writeLabel(out, label, indexOf)
  }
  for (; sample < count; sample++) out.message(2, writeSample)
}

function writeLabel(out: Writer, { key, text, number, unit }: PprofLabel, indexOf: StringIndex): void {
  out.message(3, () => {
    out.number(1, indexOf(key))
    out.number(2, indexOf(text ?? ''))
    out.number(3, number ?? 0)
    out.number(4, indexOf(unit ?? ''))
  })
}

function writeMapping(out: Writer, mapping: PprofMapping, id: number, indexOf: StringIndex): void {
  out.message(3, () => {
    out.number(1, id)
    out.number(2, mapping.start)
    out.number(3, mapping.limit)
    out.number(4, mapping.offset)
    out.number(5, indexOf(mapping.file))
    out.number(6, indexOf(mapping.buildId))
    out.number(7, mapping.hasFunctions)
    out.number(8, mapping.hasFilenames)
    out.number(9, mapping.hasLineNumbers)
    out.number(10, mapping.hasInlineFrames)
  })
}

function writeLocation(
  out: Writer,
  { mapping, address, lines, isFolded }: PprofLocation,
  id: number,
  mappings: ReadonlyMap<PprofMapping, number>,
  functions: ReadonlyMap<PprofFunction, number>,
): void {
  out.message(4, () => {
    out.number(1, id)
    out.number(2, (mapping && mappings.get(mapping)) ?? 0)
    out.number(3, address)
    for (const { function: of, line, column } of lines) {
      out.message(4, () => {
        out.number(1, functions.get(of) ?? 0)
        out.number(2, line)
        out.number(3, column)
      })
    }
    out.number(5, isFolded)
  })
}

function writeFunction(out: Writer, row: PprofFunction, id: number, indexOf: StringIndex): void {
  out.message(5, () => {
    out.number(1, id)
    out.number(2, indexOf(row.name))
    out.number(3, indexOf(row.systemName))
    out.number(4, indexOf(row.filename))
    out.number(5, row.startLine)
  })
}

function writeHeader(out: Writer, profile: PprofProfile, indexOf: StringIndex): void {
  out.number(7, indexOf(profile.dropFrames))
  out.number(8, indexOf(profile.keepFrames))
  out.number(9, profile.timeNanos)
  out.number(10, profile.durationNanos)
  if (profile.periodType) writeValueType(out, 11, profile.periodType, indexOf)
  out.number(12, profile.period)
  const comments = profile.comments.map(indexOf)
  if (comments.length > 0) {
    out.message(13, () => {
      for (const index of comments) out.varint(index)
    })
  }
  out.number(14, indexOf(profile.defaultSampleType))
  out.number(15, indexOf(profile.docUrl))
}
