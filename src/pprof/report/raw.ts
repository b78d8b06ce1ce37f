import { printable } from '../../report/text.ts'
import type { PprofLocation, PprofMapping, PprofProfile } from '../pprof-profile.ts'
import { goDuration, rawTime, utc, type ZoneAt } from './clock.ts'
import { prepare } from './prepared.ts'
import type { ReportOptions } from './report-options.ts'
import { labelsOf } from './sample-labels.ts'
import { rightAligned, textOrder } from './text-order.ts'

/** What is left of the profile after filters. @param profile after `loaded`, and merged */
export const rawReport = (profile: PprofProfile, options: ReportOptions = {}) => prepare(profile, options)

/** Everything in the profile, as `go tool pprof -raw` prints it. */
export function rawText(profile: PprofProfile, zoneAt: ZoneAt = utc): string[] {
  const { comments, periodType, period, timeNanos, durationNanos, sampleTypes, defaultSampleType } = profile
  const lines = comments.map((comment) => printable(`Comment: ${comment}`))
  // Where there is none, Go prints an empty one.
  lines.push(printable(`PeriodType: ${periodType?.type ?? ''} ${periodType?.unit ?? ''}`))
  lines.push(`Period: ${period}`)
  if (timeNanos !== 0n) lines.push(`Time: ${rawTime(timeNanos, zoneAt)}`)
  // Four characters of it: so does Go.
  if (durationNanos !== 0n) lines.push(`Duration: ${[...goDuration(durationNanos)].slice(0, 4).join('')}`)
  const types = sampleTypes.map(({ type, unit }) => `${type}/${unit}${type === defaultSampleType ? '[dflt]' : ''}`)
  lines.push('Samples:', printable(types.join(' ').trim()))
  for (let sample = 0; sample < profile.samples.count; sample++) lines.push(...sampleLines(profile, sample))
  lines.push('Locations', ...profile.locations.flatMap(locationLines))
  lines.push('Mappings', ...profile.mappings.map(mappingLine))
  return lines
}

const LABEL_INDENT = ' '.repeat(16)

function sampleLines(profile: PprofProfile, sample: number): string[] {
  const { samples, sampleTypes, locations } = profile
  const values = samples.values.subarray(sample * sampleTypes.length, (sample + 1) * sampleTypes.length)
  const stack = samples.stackLocations.subarray(samples.stackStarts[sample], samples.stackStarts[sample + 1])
  const figures = [...values].map((value) => ` ${String(value).padStart(10)}`).join('')
  const lines = [`${figures}: ${[...stack].map((location) => `${locations[location]?.id} `).join('')}`]
  const { texts, numbers } = labelsOf(profile, sample)
  const add = (parts: readonly string[]): void => {
    if (parts.length > 0) lines.push(LABEL_INDENT + printable([...parts].sort(textOrder).join(' ')))
  }
  add([...texts].map(([key, all]) => `${key}:[${all.join(' ')}]`))
  add(
    [...numbers].map(([key, all]) => {
      const hasUnits = all.some(({ unit }) => unit !== '')
      return `${key}:[${all.map(({ value, unit }) => (hasUnits ? `${value} ${unit}` : value)).join(' ')}]`
    }),
  )
  return lines
}

function locationLines({ id, address, mapping, isFolded, lines }: PprofLocation): string[] {
  const start = `${rightAligned(String(id), 6)}: ${hex(address)} ${mapping ? `M=${mapping.id} ` : ''}${isFolded ? '[F] ' : ''}`
  if (lines.length === 0) return [start]
  return lines.map(({ function: fn, line }, index) => {
    const system = fn.name === fn.systemName ? '' : `(${fn.systemName})`
    const text = `${fn.name} ${fn.filename}:${line} s=${fn.startLine}${system}`
    return (index === 0 ? start : ' '.repeat(13)) + printable(text)
  })
}

function mappingLine({ id, start, limit, offset, file, buildId, ...has }: PprofMapping): string {
  const flags = [
    has.hasFunctions ? '[FN]' : '',
    has.hasFilenames ? '[FL]' : '',
    has.hasLineNumbers ? '[LN]' : '',
    has.hasInlineFrames ? '[IN]' : '',
  ].join('')
  return printable(`${id}: ${[start, limit, offset].map(hex).join('/')} ${file} ${buildId} ${flags}`)
}

const hex = (value: bigint): string => `0x${value.toString(16)}`

/** The same as data: samples with their stacks (ids of locations, leaf first), locations and mappings. */
export function rawData(profile: PprofProfile): object {
  const { samples, locations, ...others } = profile
  const width = profile.sampleTypes.length
  return {
    ...others,
    timeNanos: String(profile.timeNanos),
    durationNanos: String(profile.durationNanos),
    samples: Array.from({ length: samples.count }, (_, sample) => ({
      values: [...samples.values.subarray(sample * width, (sample + 1) * width)],
      stack: [...samples.stackLocations.subarray(samples.stackStarts[sample], samples.stackStarts[sample + 1])].map(
        (location) => locations[location]?.id,
      ),
      labels: samples.labels.get(sample) ?? [],
    })),
    locations: locations.map((location) => ({ ...location, mapping: location.mapping?.id })),
  }
}
