import { frameName } from './flame-data.ts'
import { formatChange, formatShare } from './format.ts'
import { type Page, placeText } from './state.ts'

/** A frame in one line: `handleRequest src/server.ts:11, 976.8 kB, 100%`. */
export function frameText(page: Page, node: number): string {
  const { data, state } = page
  const fn = state.model.functionOf(node)
  const { sums, total } = page.figures()
  const { unit = '' } = data.sampleTypes[state.sampleType] ?? {}
  const value = sums[node] as number
  const name = [frameName(data, fn), placeText(data, fn)].filter(Boolean).join(' ')
  return `${name}, ${formatChange(value, unit, data.isDiff)}, ${formatShare(value, total)}`
}
