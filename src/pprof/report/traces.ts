import { printable } from '../../report/text.ts'
import type { PprofProfile } from '../pprof-profile.ts'
import { utc, type ZoneAt } from './clock.ts'
import { profileHeader } from './header.ts'
import { measureText } from './measurement.ts'
import { nodeName } from './node-info.ts'
import { nodeTable } from './node-table.ts'
import { formatIn, type Prepared, prepare } from './prepared.ts'
import type { ReportOptions } from './report-options.ts'
import { labelsOf, type SampleLabels } from './sample-labels.ts'
import { rightAligned, textOrder } from './text-order.ts'

export interface Trace {
  readonly value: number
  readonly labels: SampleLabels
  /** Leaf first. */
  readonly stack: readonly { readonly name: string; readonly isInline: boolean }[]
}

export interface TracesReport {
  readonly prepared: Prepared
  readonly traces: readonly Trace[]
}

/** pprof's `traces`: the samples one by one. @param profile after `loaded`, and merged */
export function tracesReport(profile: PprofProfile, options: ReportOptions = {}): TracesReport {
  const prepared = prepare(profile, options)
  const { samples, sampleTypes, locations } = prepared.profile
  const { infos, starts, nodes } = nodeTable(locations, { granularity: options.granularity ?? 'functions' })
  const names = infos.map(nodeName)
  const framesOf = (location: number): Trace['stack'] => {
    const [start = 0, end = 0] = [starts[location], starts[location + 1]]
    return [...nodes.subarray(start, end)].map((node, index) => {
      return { name: names[node] ?? '', isInline: start + index !== end - 1 }
    })
  }
  const traces: Trace[] = []
  for (let sample = 0; sample < samples.count; sample++) {
    const stack = samples.stackLocations.subarray(samples.stackStarts[sample], samples.stackStarts[sample + 1])
    const value = samples.values[sample * sampleTypes.length + prepared.valueIndex] ?? 0
    traces.push({ value, labels: labelsOf(prepared.profile, sample), stack: [...stack].flatMap(framesOf) })
  }
  return { prepared, traces: traces.filter((trace) => trace.stack.length > 0) }
}

const SEPARATOR = '-----------+-------------------------------------------------------'

/** The report as `go tool pprof -traces` prints it. */
export function tracesText({ prepared, traces }: TracesReport, zoneAt: ZoneAt = utc): string[] {
  const header = profileHeader(prepared, prepared.unit, zoneAt)
  const format = formatIn(prepared, prepared.unit)
  // Go prints the empty line of an empty header.
  const lines = header.length > 0 ? header : ['']
  for (const { value, labels, stack } of traces) {
    lines.push(SEPARATOR, ...labelLines(labels, prepared.labelUnits))
    for (const [depth, { name, isInline }] of stack.entries()) {
      const figure = depth === 0 ? format(value) : ''
      lines.push(`${rightAligned(figure, 10)}   ${printable(name)}${isInline ? ' (inline)' : ''}`)
    }
  }
  return [...lines, SEPARATOR]
}

function labelLines({ texts, numbers }: SampleLabels, units: ReadonlyMap<string, string>): string[] {
  const line = (key: string, values: readonly string[]): string =>
    printable(`${rightAligned(key, 10)}:  ${values.join(' ')}`)
  const ofTexts = [...texts].map(([key, values]) => line(key, values))
  const ofNumbers = [...numbers].map(([key, values]) =>
    line(
      key,
      values.map(({ value }) => measureText(value, units.get(key) ?? '', 'auto')),
    ),
  )
  return [...ofTexts.sort(textOrder), ...ofNumbers.sort(textOrder)]
}
