import { formatBytes } from '../report/bytes.ts'
import { percentage } from '../report/percent.ts'

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

const SECONDS: Readonly<Record<string, number>> = {
  nanoseconds: 1e-9,
  microseconds: 1e-6,
  milliseconds: 1e-3,
  seconds: 1,
}

const SPANS = [
  ['h', 3600],
  ['s', 1],
  ['ms', 1e-3],
  ['µs', 1e-6],
  ['ns', 1e-9],
] as const

/** A figure with its unit: `976.8 kB`, `1.25 s`, `12,345`. */
export function formatValue(value: number, unit: string): string {
  if (value === 0) return '0'
  if (/^bytes?$/i.test(unit)) return formatBytes(value)
  const seconds = SECONDS[unit.toLowerCase()]
  if (seconds !== undefined) return formatSpan(value * seconds)
  return unit === '' || unit === 'count' || unit === 'samples' ? WHOLE.format(value) : `${WHOLE.format(value)} ${unit}`
}

function formatSpan(seconds: number): string {
  const [unit, factor] = SPANS.find(([, factor]) => Math.abs(seconds) >= factor * 0.9995) ?? ['ns', 1e-9]
  return `${WHOLE.format(seconds / factor)} ${unit}`
}

/** With its sign where figures are differences. */
export const formatChange = (value: number, unit: string, isDiff: boolean): string =>
  (isDiff && value > 0 ? '+' : '') + formatValue(value, unit)

export const formatShare = percentage
