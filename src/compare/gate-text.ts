import { type Paint, plain } from '../report/paint.ts'
import { count, printable } from '../report/text.ts'
import { type MetricName, metricTitles } from './benchmark.ts'
import { formatDelta, formatMargin, formatOf } from './figure-text.ts'
import type { Gate, Regression } from './regressions.ts'

/** What is worse than allowed, one line each, or what was found to be within the limit. */
export function gateText({ regressions, maxPercent, metrics, checked }: Gate, paint: Paint = plain): string {
  const titles = metrics.map((metric) => metricTitles[metric]).join(', ')
  if (regressions.length === 0)
    return `no regression of more than ${maxPercent}% in ${count(checked, 'figure')}: ${titles}`
  const head = `${count(regressions.length, 'regression')} of more than ${maxPercent}%:`
  return [head, ...regressions.map((regression) => `  ${paint.red(regressionLine(regression, maxPercent))}`)].join('\n')
}

function regressionLine({ name, metric, old, new: now, delta }: Regression, maxPercent: number): string {
  const [before, after] = differingTexts(metric, old.value, now.value)
  const margin = ({ rme }: { readonly rme?: number }): string => (rme === undefined ? '' : ` ${formatMargin(rme)}`)
  const change = `${before}${margin(old)} → ${after}${margin(now)}`
  return `${printable(name)}  ${metricTitles[metric]}  ${change}  ${formatDelta(delta)}  (limit ${maxPercent}%)`
}

/** Rounded, unless that hides the difference. */
function differingTexts(metric: MetricName, old: number, now: number): [string, string] {
  const format = formatOf(metric, [old, now])
  const [before, after] = [format(old), format(now)]
  if (before !== after || metric === 'time') return [before, after]
  return [String(old), String(now)]
}
