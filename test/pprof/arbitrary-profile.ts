import fc from 'fast-check'
import type { PprofLabel, PprofLocation, PprofProfile } from '../../src/pprof/pprof-profile.ts'

const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
const text = fc.string({ unit: 'grapheme', maxLength: 6 })
// No -0, which no whole number of the format is.
const whole = fc.maxSafeInteger().map((value) => value + 0)
const id = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 300 }) }, fc.integer({ min: 1, max: 2 ** 50 }))
const valueType = fc.record({ type: text, unit: text })

const label: fc.Arbitrary<PprofLabel> = fc.oneof(
  fc.record({ key: text, text: text.filter((value) => value !== '') }),
  fc.record({ key: text, number: whole, unit: text }).filter(({ number, unit }) => number !== 0 || unit !== ''),
)

const uniqueIds = { selector: (row: { readonly id: number }) => row.id, maxLength: 6 }

const mappings = fc.uniqueArray(
  fc.record({
    id,
    start: uint64,
    limit: uint64,
    offset: uint64,
    file: text,
    buildId: text,
    hasFunctions: fc.boolean(),
    hasFilenames: fc.boolean(),
    hasLineNumbers: fc.boolean(),
    hasInlineFrames: fc.boolean(),
  }),
  uniqueIds,
)

const functions = fc.uniqueArray(
  fc.record({ id, name: text, systemName: text, filename: text, startLine: whole }),
  uniqueIds,
)

const pick = <T>(rows: readonly T[], at: number): T | undefined => rows[at % (rows.length + 1)]

const locations: fc.Arbitrary<Pick<PprofProfile, 'locations' | 'mappings'>> = fc
  .tuple(
    mappings,
    functions,
    fc.uniqueArray(
      fc.record({
        id,
        mapping: fc.nat(),
        address: uint64,
        lines: fc.array(fc.record({ function: fc.nat(), line: whole, column: whole }), { maxLength: 3 }),
        isFolded: fc.boolean(),
      }),
      { ...uniqueIds, maxLength: 12 },
    ),
  )
  .map(([mappings, functions, rows]) => ({
    mappings,
    locations: rows.map((row): PprofLocation => {
      const lines = row.lines.flatMap((line) => {
        const found = pick(functions, line.function)
        return found ? [{ ...line, function: found }] : []
      })
      return { ...row, mapping: pick(mappings, row.mapping), lines }
    }),
  }))

interface Row {
  readonly stack: readonly number[]
  readonly values: readonly number[]
  readonly labels: readonly PprofLabel[]
}

/** The columns of samples that are rows. */
export function samplesOf(rows: readonly Row[]): PprofProfile['samples'] {
  const stackStarts = new Uint32Array(rows.length + 1)
  for (const [index, { stack }] of rows.entries()) {
    stackStarts[index + 1] = (stackStarts[index] as number) + stack.length
  }
  return {
    count: rows.length,
    stackStarts,
    stackLocations: Uint32Array.from(rows.flatMap(({ stack }) => stack)),
    values: Float64Array.from(rows.flatMap(({ values }) => values)),
    labels: new Map(rows.flatMap(({ labels }, index) => (labels.length > 0 ? [[index, labels]] : []))),
  }
}

/** Any profile that the format can say. */
export const arbitraryProfile: fc.Arbitrary<PprofProfile> = fc
  .tuple(
    fc.record({
      sampleTypes: fc.array(valueType, { minLength: 1, maxLength: 3 }),
      defaultSampleType: text,
      periodType: fc.option(valueType, { nil: undefined }),
      period: whole,
      timeNanos: int64,
      durationNanos: int64,
      comments: fc.array(text, { maxLength: 3 }),
      dropFrames: text,
      keepFrames: text,
      docUrl: text,
    }),
    locations,
    fc.array(
      fc.record({
        stack: fc.array(fc.nat(), { maxLength: 8 }),
        values: fc.array(whole, { minLength: 3, maxLength: 3 }),
        labels: fc.array(label, { maxLength: 2 }),
      }),
      { maxLength: 8 },
    ),
  )
  .map(([header, tables, rows]) => {
    const { length } = tables.locations
    const samples = rows.map(({ stack, values, labels }) => ({
      stack: length > 0 ? stack.map((at) => at % length) : [],
      values: values.slice(0, header.sampleTypes.length),
      labels,
    }))
    return { ...header, ...tables, samples: samplesOf(samples) }
  })
