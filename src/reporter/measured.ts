import type { MeasuredTest } from '../per-test/figures.ts'
import type { RunFigures, RunTest } from './run-figures.ts'

/** A test that has a figure. */
export interface Measured extends RunTest {
  readonly figures: MeasuredTest
}

const isMeasured = (test: RunTest): test is Measured => 'retainedBytes' in test.figures

/** In the order of the run. */
export const measuredIn = ({ tests }: RunFigures): Measured[] => tests.filter(isMeasured)

/** Whether it broke a limit. */
export const isOver = ({ figures: { over } }: Measured): boolean =>
  over?.retain !== undefined || over?.allocate !== undefined

export const isWorse = ({ figures }: Measured): boolean => figures.baseline?.verdict === 'worse'

/** Whether its figures are why it failed. */
export const isFailing = (test: Measured): boolean => isOver(test) || isWorse(test)

/**
 * Bytes below which what a test keeps is noise: code, and V8's notes of it, that it was the first to run. Empty tests have shown up to 55 kB,
 * the first ones of their files, in Vitest 3, 4 and 5 on Node 20, 22 and 26.
 */
export const NOISE_BYTES = 64 * 1024
