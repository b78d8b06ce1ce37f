import type { UnmeasuredTest } from '../per-test/figures.ts'
import type { RunFigures, RunTest } from './run-figures.ts'

export type Reason = UnmeasuredTest['unmeasured']

/** Why a test has no figure of its own, said of tests. */
export const reasonTexts: Readonly<Record<Reason, string>> = {
  concurrent: 'ran beside others (concurrent): what they keep cannot be told apart',
  profiler: 'ran while something else had the heap profiler',
  assertion: 'measured by an assertion of this package instead',
}

export interface Unmeasured {
  readonly reason: Reason
  readonly tests: readonly RunTest[]
}

/** Tests without a figure by reason; no reason that has none. */
export function unmeasuredIn({ tests }: RunFigures): Unmeasured[] {
  const reasons = Object.keys(reasonTexts) as Reason[]
  return reasons
    .map((reason) => ({
      reason,
      tests: tests.filter(({ figures }) => 'unmeasured' in figures && figures.unmeasured === reason),
    }))
    .filter(({ tests }) => tests.length > 0)
}
