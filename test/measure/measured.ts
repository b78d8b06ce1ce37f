import type { GrowingSite } from '../../src/judge/verdict.ts'
import type { Body } from '../../src/measure/body.ts'
import type { GrowthResult } from '../../src/measure/growth-result.ts'
import { measureGrowth } from '../../src/measure/measure-growth.ts'
import { measureRetained, type RetainedOptions, type RetainedResult } from '../../src/measure/measure-retained.ts'
import type { GrowthOptions } from '../../src/measure/options.ts'

/** So much that no verdict depends on how busy the machine is; what takes long is bounded by `maxCalls`. */
const BUDGET_MS = 20_000

/** For tests with real measurements in them. */
export const REAL = { timeout: 60_000 }

/** `measureGrowth` of a body that is synchronous to the end. */
export function growthOf(body: Body, options: Partial<GrowthOptions> = {}): GrowthResult {
  const result = measureGrowth(body, { budgetMs: BUDGET_MS, ...options })
  if (result instanceof Promise) {
    result.catch(() => {})
    throw new Error(`the measurement returned a promise: ${result.unawaited}`)
  }
  return result
}

/** `measureGrowth` of an asynchronous body. */
export async function growthLaterOf(body: Body, options: Partial<GrowthOptions> = {}): Promise<GrowthResult> {
  const result = measureGrowth(body, { budgetMs: BUDGET_MS, ...options })
  if (!(result instanceof Promise)) throw new Error('the measurement was synchronous')
  return result
}

/** `measureRetained` of a synchronous body. */
export function retainedOf(body: Body, options: Partial<RetainedOptions> = {}): RetainedResult {
  const result = measureRetained(body, { calls: 1, warmup: 0, ...options })
  if (result instanceof Promise) throw new Error('the measurement returned a promise')
  return result
}

/** The leaking site of this name. */
export function siteNamed({ sites }: GrowthResult, name: string): GrowingSite {
  const site = sites.find(({ frame }) => frame.functionName === name)
  if (!site)
    throw new Error(`no site ${name}, only ${sites.map(({ frame }) => frame.functionName).join(', ') || 'none'}`)
  return site
}
