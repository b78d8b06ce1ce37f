import type { MatcherResult } from '../matchers/context.ts'
import { reportSettings } from '../matchers/report-context.ts'
import type { AssertedBaseline } from '../per-test/figures.ts'
import {
  type BaselinePlace,
  baselineMessage,
  baselineUndecidedMessage,
  missingBaselineMessage,
} from '../report/baseline.ts'
import { environmentName } from './baseline.ts'
import { type BaselineCheck, type Checked, checkBaseline, type MissingFigures } from './check.ts'
import { isWorse, type Leeways } from './compare.ts'
import { type Asserting, evidenceOfAllocation, evidenceOfLeak } from './evidence.ts'
import { type BodyFigures, figuresOf, type Growth } from './measure.ts'
import { noteOf } from './note.ts'
import { recordAssertion } from './record.ts'

export interface JudgeHow {
  readonly check: BaselineCheck
  readonly leeways: Leeways
  /** Paths in fingerprints are relative to it. */
  readonly folder: string
  readonly asserting: Asserting
}

/** Compares what was measured, writes what may be written, and tells the reporters. */
export function judgedFigures({ growth, allocated }: BodyFigures, how: JudgeHow): MatcherResult {
  const { check, leeways, folder, asserting } = how
  if (!allocated) throw new TypeError('figures of a leak that is undecided are none to judge')
  const checked = checkBaseline(check, figuresOf(growth, allocated), leeways)
  if (checked.verdict === 'missing') return missingResult(asserting.subject, check, checked)
  tell(checked, check.key, asserting)
  if (checked.verdict !== 'worse')
    return { pass: true, message: () => `${asserting.subject} matches its heap baseline` }
  const { comparison } = checked
  return {
    pass: false,
    message: () => {
      const evidence = isWorse(comparison, 'retained')
        ? evidenceOfLeak(growth, comparison, folder, asserting)
        : evidenceOfAllocation(allocated, asserting)
      const { subject } = asserting
      return baselineMessage({ ...reportSettings(), subject, place: placeOf(check), comparison, evidence })
    },
  }
}

function tell(checked: Exclude<Checked, MissingFigures>, key: string, { test, subject }: Asserting): void {
  const note = noteOf(checked)
  const bytes = comparedBytes(checked)
  if (test) {
    recordAssertion(test, {
      key,
      verdict: checked.verdict,
      ...(note !== undefined && { note }),
      ...(bytes && { bytes }),
    })
  }
  // Without Vitest there is no reporter to tell it.
  else if (note !== undefined) console.warn(`expect(${subject}).toMatchHeapBaseline(): ${note}`)
}

/** Of what there is something to tell. */
function comparedBytes(checked: Exclude<Checked, MissingFigures>): AssertedBaseline['bytes'] {
  if (checked.verdict === 'new' || checked.verdict === 'same') return undefined
  const both = (name: 'retained' | 'allocated'): readonly [number, number] | undefined => {
    const change = checked.comparison.figures.find((figure) => figure.name === name && figure.unit === 'bytes')
    return change && [change.old, change.now]
  }
  const [retained, allocated] = [both('retained'), both('allocated')]
  return retained && { retained, ...(allocated && { allocated }) }
}

const placeOf = ({ path, key }: BaselineCheck): BaselinePlace => ({ path, key, environment: environmentName() })

/** As a snapshot that is missing in CI. */
export const missingResult = (
  subject: string,
  check: BaselineCheck,
  { environments }: MissingFigures,
): MatcherResult => ({
  pass: false,
  message: () => missingBaselineMessage(subject, check.root, placeOf(check), environments),
})

export const undecidedResult = (growth: Growth, subject: string, unusedIgnores: readonly string[]): MatcherResult => ({
  pass: false,
  message: () => baselineUndecidedMessage({ ...growth, ...reportSettings(), subject, unusedIgnores }),
})
