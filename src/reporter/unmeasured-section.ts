import { count } from '../report/text.ts'
import { cutMiddle, wrap } from './fit.ts'
import { testTitle } from './names.ts'
import type { RunFigures } from './run-figures.ts'
import type { Layout } from './table.ts'
import { reasonTexts, unmeasuredIn } from './unmeasured.ts'

const MOST_NAMES = 5

/** Which tests have no figure, and why. */
export function unmeasuredSection(run: RunFigures, { columns, paint }: Layout): string[] {
  const reasons = unmeasuredIn(run)
  if (reasons.length === 0) return []
  return [
    `   ${paint.bold('not measured')}`,
    ...reasons.flatMap(({ reason, tests }) => {
      const hidden = tests.length - MOST_NAMES
      return [
        ...wrap(`${count(tests.length, 'test')} ${reasonTexts[reason]}`, columns),
        ...tests.slice(0, MOST_NAMES).map((test) => `     ${cutMiddle(testTitle(test), columns - 5)}`),
        ...(hidden > 0 ? [paint.dim(`     … and ${hidden} more`)] : []),
      ]
    }),
  ]
}
