import type { Figures, MetricName } from './benchmark.ts'
import { type Fields, fieldsOf, isFiniteNumber } from './unknown-data.ts'

const memoryFields: Readonly<Record<Exclude<MetricName, 'time'>, string>> = {
  space: 'allocSpace',
  objects: 'allocObjects',
  retained: 'retained',
}

/** The figures of one result, of tinybench 6 (`latency.mean`) or 2 (`mean`). What is missing or no number is left out. */
export function figuresOf(result: Fields): Figures {
  const { mean, rme } = isFiniteNumber(fieldsOf(result.latency).mean) ? fieldsOf(result.latency) : result
  const memory = Object.entries(memoryFields).flatMap(([metric, field]) => {
    const value = result[field]
    return isFiniteNumber(value) ? [[metric, { value }] as const] : []
  })
  return {
    ...(isFiniteNumber(mean) ? { time: { value: mean, ...(isFiniteNumber(rme) ? { rme } : {}) } } : {}),
    ...Object.fromEntries(memory),
  }
}
