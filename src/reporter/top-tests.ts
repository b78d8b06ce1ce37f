import { isFailing, type Measured, NOISE_BYTES } from './measured.ts'

export const MOST_TESTS = 10

export interface TopTests {
  /** Those that keep most, and before all others those that fail for their figures; largest first. */
  readonly shown: readonly Measured[]
  /** What was worth a row too. */
  readonly hidden: { readonly tests: number; readonly bytes: number; readonly failing: number }
}

/** The tests worth a row. */
export function topTests(measured: readonly Measured[]): TopTests {
  const worth = measured.filter(isWorthARow).sort(largestFirst)
  const chosen = [...worth.filter(isFailing), ...worth.filter((test) => !isFailing(test))]
  const hidden = chosen.slice(MOST_TESTS)
  return {
    shown: chosen.slice(0, MOST_TESTS).sort(largestFirst),
    hidden: {
      tests: hidden.length,
      bytes: hidden.reduce((sum, { figures }) => sum + figures.retainedBytes, 0),
      failing: hidden.filter(isFailing).length,
    },
  }
}

const largestFirst = (a: Measured, b: Measured): number => b.figures.retainedBytes - a.figures.retainedBytes

const isWorthARow = (test: Measured): boolean =>
  test.figures.retainedBytes >= NOISE_BYTES || isFailing(test) || test.figures.baseline?.verdict === 'better'
