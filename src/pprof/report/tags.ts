import { roundedFixed } from '../../report/percent.ts'
import { printable } from '../../report/text.ts'
import type { PprofProfile } from '../pprof-profile.ts'
import { percentText } from './header.ts'
import { measureText, scale } from './measurement.ts'
import { type Prepared, prepare } from './prepared.ts'
import type { ReportOptions } from './report-options.ts'
import { labelsOf } from './sample-labels.ts'
import { rightAligned, textOrder } from './text-order.ts'

export interface TagValue {
  readonly text: string
  readonly value: number
}

/** A label's key and what the samples with each of its values sum up to. */
export interface Tag {
  readonly key: string
  readonly total: number
  readonly values: readonly TagValue[]
}

export interface TagsReport {
  readonly prepared: Prepared
  readonly tags: readonly Tag[]
}

/** pprof's `tags`. @param profile after `loaded` */
export function tagsReport(profile: PprofProfile, options: ReportOptions = {}): TagsReport {
  const prepared = prepare(profile, options)
  const sums = new Map<string, Map<string, number>>()
  const add = (key: string, text: string, value: number): void => {
    const ofKey = sums.get(key) ?? new Map<string, number>()
    sums.set(key, ofKey.set(text, (ofKey.get(text) ?? 0) + value))
  }
  const { samples, sampleTypes } = prepared.profile
  for (const sample of samples.labels.keys()) {
    const value = samples.values[sample * sampleTypes.length + prepared.valueIndex] ?? 0
    const { texts, numbers } = labelsOf(prepared.profile, sample)
    for (const [key, all] of texts) for (const text of all) add(key, text, value)
    for (const [key, all] of numbers) {
      const unit = prepared.labelUnits.get(key) ?? ''
      for (const one of all) add(key, measureText(one.value, unit, prepared.unit), value)
    }
  }
  const tags = [...sums].map(([key, ofKey]): Tag => {
    const values = [...ofKey].map(([text, value]) => ({ text, value }))
    values.sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || textOrder(a.text, b.text))
    return { key, total: values.reduce((sum, { value }) => sum + value, 0), values }
  })
  return { prepared, tags: tags.sort((a, b) => textOrder(a.key, b.key)) }
}

/** The report as `go tool pprof -tags` prints it. */
export function tagsText({ prepared, tags }: TagsReport): string[] {
  const amount = (value: number): string => {
    const measure = scale(value, prepared.sampleType.unit, prepared.unit)
    return roundedFixed(measure.value, 1) + printable(measure.unit)
  }
  return tags.flatMap(({ key, total, values }) => {
    const head = `${printable(key)}:`
    const figures = values.map(({ value }) =>
      total > 0 ? `${amount(value)} (${percentText(value, total)}):` : `${amount(value)}:`,
    )
    const keyWidth = widest([head])
    const figureWidth = widest(figures)
    const lines = values.map(({ text }, index) => {
      return `${' '.repeat(keyWidth)}${rightAligned(figures[index] ?? '', figureWidth)} ${printable(text)}`
    })
    return [`${rightAligned(head, keyWidth)} Total ${amount(total)}`, ...lines, '']
  })
}

/** Places of a column, with one between it and the one before. */
const widest = (texts: readonly string[]): number => 1 + Math.max(...texts.map((text) => [...text].length))
