import type { PprofProfile } from '../pprof-profile.ts'
import { goRegExp } from './go-regexp.ts'
import { scale } from './measurement.ts'
import type { Filtered } from './name-filters.ts'
import { labelsOf, type SampleLabels } from './sample-labels.ts'
import { keepSamples } from './stacks.ts'

/** `key=expression`, `expression` (of `key:value`), or a range of numbers such as `32kb`, `:64kb`, `4mb:`, `key=1kb:10kb`. */
export interface TagFilters {
  readonly tagFocus?: string
  readonly tagIgnore?: string
}

type Units = ReadonlyMap<string, string>
type Test = (labels: SampleLabels) => boolean

/** @throws ReportError an expression is none */
export function filterByTag(profile: PprofProfile, { tagFocus, tagIgnore }: TagFilters, units: Units): Filtered {
  const warnings: string[] = []
  const focus = tagFocus ? tagTest('tagfocus', tagFocus, units, warnings) : undefined
  const ignore = tagIgnore ? tagTest('tagignore', tagIgnore, units, warnings) : undefined
  if (!focus && !ignore) return { profile, warnings }
  let [anyFocused, anyIgnored] = [false, false]
  const filtered = keepSamples(profile, (sample) => {
    const labels = labelsOf(profile, sample)
    const focused = !focus || focus(labels)
    const ignored = ignore?.(labels) ?? false
    anyFocused ||= focused
    anyIgnored ||= ignored
    return focused && !ignored
  })
  if (focus && !anyFocused) warnings.push('TagFocus expression matched no samples')
  if (ignore && !anyIgnored) warnings.push('TagIgnore expression matched no samples')
  return { profile: filtered, warnings }
}

function tagTest(name: string, filter: string, units: Units, warnings: string[]): Test {
  const [, key, value = ''] = /^(?:([^=]*)=)?([\s\S]*)$/.exec(filter) ?? []
  const range = rangeTest(value)
  if (range) {
    warnings.push(`${name}:Interpreted '${value}' as range, not regexp`)
    return ({ numbers }) =>
      [...numbers].some(
        ([of, values]) => (!key || of === key) && values.some((one) => range(one.value, units.get(of) ?? '')),
      )
  }
  const patterns = value.split(',').map((part) => goRegExp(part, `--${name}`))
  if (key) {
    return ({ texts }) => (texts.get(key) ?? []).some((text) => patterns.some((pattern) => pattern.test(text)))
  }
  return ({ texts }) =>
    patterns.every((pattern) => [...texts].some(([of, all]) => all.some((text) => pattern.test(`${of}:${text}`))))
}

type Range = (value: number, unit: string) => boolean

/** @returns undefined: it is no range, but an expression */
function rangeTest(filter: string): Range | undefined {
  const [first, second] = [...filter.matchAll(/([+-]?\d+)([A-Za-z]+)?/g)]
  if (!first) return undefined
  const { value: from, unit } = scale(Number(first[1]), first[2] ?? '', first[2] ?? '')
  const within =
    (low: number, high: number): Range =>
    (value, valueUnit) => {
      const measure = scale(value, valueUnit, unit)
      return measure.unit === unit && measure.value >= low && measure.value <= high
    }
  if (second) {
    const { value: to, unit: toUnit } = scale(Number(second[1]), second[2] ?? '', unit)
    return filter === `${first[0]}:${second[0]}` && toUnit === unit ? within(from, to) : undefined
  }
  if (filter === first[0]) return within(from, from)
  if (filter === `${first[0]}:`) return within(from, Number.POSITIVE_INFINITY)
  return filter === `:${first[0]}` ? within(Number.NEGATIVE_INFINITY, from) : undefined
}
