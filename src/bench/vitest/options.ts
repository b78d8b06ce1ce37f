import { inspect } from 'node:util'

/** What `vitest bench` shows of allocations. */
export interface BenchOptions {
  /**
   * Results of an earlier run, with which this one is compared: a file of `--outputJson` (Vitest 3, 4) or of the JSON reporter
   * (Vitest 5), relative to the root. Vitest's own `--compare` goes before it.
   */
  readonly compare?: string | undefined
}

/** What is wrong with the plugin's option, or nothing. */
export function problemWithBench(bench: unknown): string | undefined {
  if (bench === undefined || typeof bench === 'boolean' || isBenchOptions(bench)) return undefined
  return `option 'bench' is true, false, or { compare: 'old.json' }, not ${inspect(bench, { depth: 1, breakLength: Infinity })}`
}

function isBenchOptions(value: unknown): value is BenchOptions {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const { compare, ...others } = value as Record<string, unknown>
  const isPath = compare === undefined || (typeof compare === 'string' && compare !== '')
  return isPath && Object.keys(others).length === 0
}
