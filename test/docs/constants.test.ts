import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import ts from 'typescript'
import { expect, test } from 'vitest'

// Figures on the pages are written down a second time, in the sources: each sentence here is made of the figure that the source has, and has to
// be on the page.

const root = join(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

/** The value of a constant that is made of literals, and of such constants before it. */
function constant(place: string): unknown {
  const [file = '', name = ''] = place.split('#')
  const source = ts.createSourceFile(file, read(`src/${file}`), ts.ScriptTarget.Latest, true)
  const values: Record<string, unknown> = {}
  for (const { name: each, initializer } of source.statements
    .filter(ts.isVariableStatement)
    .flatMap((statement) => [...statement.declarationList.declarations])) {
    try {
      values[each.getText()] = runInNewContext(`(${initializer?.getText().replace(/ as const$/, '')})`, { ...values })
    } catch {
      // Not made of literals: no figure.
    }
  }
  if (!(name in values)) throw new Error(`src/${file} has no constant ${name}`)
  return values[name]
}

const number = (place: string): number => Number(constant(place))
const thousands = (value: number): string => value.toLocaleString('en-US')
const megabytes = (bytes: number): string => `${bytes / 1024 ** 2} MB`
const perCent = (share: number): string => `${Math.round(100 * share)} %`
const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'] as const
const word = (value: number): string => words[value] ?? String(value)

const leastObjects = constant('judge/growth.ts#LEAST_OBJECTS') as { fromCalls: number; objects: number }[]
const windows = constant('judge/growth.ts#WINDOWS') as Record<'objects' | 'bytes' | 'off-heap', number>
const rounds = number('measure/equal-rounds.ts#ROUNDS')
const settlingRounds = number('measure/equal-rounds.ts#SETTLING_ROUNDS')

const sentences: Readonly<Record<string, readonly string[]>> = {
  'docs/how-it-works.md': [
    `**Warm-up**: ${number('measure/warm-up.ts#LEAST_CALLS')} to ${number('measure/warm-up.ts#MOST_CALLS') + 2} calls`,
    `calls take more than ${number('measure/warm-up.ts#LOOPING_CALL_MS')} ms may rise during warm-up`,
    `stacks of ${word(number('measure/plan.ts#SCREEN_DEPTH'))} frames only`,
    `A collection, up to ${number('measure/plan.ts#FIRST_SCREEN_CALLS')} calls, a collection, up to ${number('measure/plan.ts#SCREEN_CALLS') - number('measure/plan.ts#FIRST_SCREEN_CALLS')} more`,
    `about ${thousands(number('measure/plan.ts#MOST_SCREEN_OBJECTS'))} recorded objects in all, but never fewer than ${word(number('measure/plan.ts#LEAST_SCREEN_CALLS'))} calls`,
    `checkpoints at doubling call counts (from ${number('measure/plan.ts#FIRST_CHECKPOINT_CALLS')},`,
    `calls (\`maxCalls\`, ${number('measure/growth.ts#MAX_CALLS')})`,
    `memory (${megabytes(number('measure/plan.ts#MOST_RETAINED_BYTES'))})`,
    `through ${word((constant('measure/uneven-windows.ts#SHARES') as number[]).length)} short windows of uneven length`,
    `The budget is ${perCent(number('vitest/time-budget.ts#SHARE'))} of what is left of the test's timeout, at most ${number('vitest/time-budget.ts#MOST_MS') / 1000} s (${number('vitest/time-budget.ts#WITHOUT_TEST_MS') / 1000} s where`,
    `there have not been ${word(number('measure/plan.ts#LEAST_CHECKPOINTS'))} checkpoints, it is stretched by ${{ 0.25: 'a quarter' }[number('measure/growth.ts#OVERTIME_SHARE')]}, and to confirm a leak by ${{ 0.2: 'a fifth' }[number('measure/growth.ts#CONFIRMING_SHARE')]}`,
    `When not even ${number('measure/plan.ts#LEAST_CHECKPOINTS')} checkpoints`,
    `at most ${number('measure/remote/course.ts#MAX_CALLS')} calls, and no verdict of a leak from fewer than ${number('measure/remote/course.ts#LEAST_LEAK_CALLS')}`,
    `| objects | ${leastObjects[0]?.objects} (${leastObjects[1]?.objects} in fewer than ${leastObjects[0]?.fromCalls} calls, ${leastObjects[2]?.objects} in fewer than ${leastObjects[1]?.fromCalls}), and ${number('judge/growth.ts#LEAST_OBJECTS_PER_CALL')} a call`,
    `each of the last ${word(windows.objects)} windows, the last at ${{ 0.5: 'half' }[number('judge/growth.ts#LEAST_STEADINESS')]} of the fastest rate`,
    `arrays of numbers) | ${number('judge/growth.ts#LEAST_BYTES')}, and ${number('judge/growth.ts#LEAST_BYTES_PER_CALL')} a call | the last ${word(windows.bytes)} windows`,
    `is no leak before ${number('judge/tables.ts#LEAST_FOREIGN_CALLS')} recorded calls, unless it has grown by ${number('judge/tables.ts#LARGE_TABLE_BYTES') / 1024} kB`,
    `agree with its rate within a factor of ${word(number('judge/rare.ts#AGREEMENT'))}`,
    `Where ${word(number('judge/rare.ts#ENOUGH_OBJECTS'))} survivors or more`,
    `Less than ${number('measure/rare-look.ts#LEAST_BYTES_PER_CALL')} B a call`,
    `grows by ${number('measure/rare-look.ts#LEAST_UNSEEN_BYTES_PER_CALL')} B a call or more`,
    `until ${word(number('measure/uneven-windows.ts#TELLING_OBJECTS'))}`,
    `where ${number('judge/growth.ts#LEAST_EXPECTED')} are expected`,
    `bytes off the heap | ${number('judge/growth.ts#LEAST_OFF_HEAP_BYTES')}, and ${number('judge/growth.ts#LEAST_OFF_HEAP_BYTES_PER_CALL')} a call`,
    `in ${word(rounds - settlingRounds)} of ${word(rounds)} rounds of equal length`,
    `fewer than one call of about ${1 / number('judge/growth.ts#LEAST_OBJECTS_PER_CALL')} is below the threshold`,
    `**Some more calls**, ${number('explain/tracked-calls.ts#MOST_CALLS')} as a rule`,
    `as ${megabytes(number('explain/tracked-calls.ts#MOST_KEPT_BYTES'))} and ${number('matchers/explain.ts#MOST_CALLING_MS') / 1000} s allow`,
    `${thousands(number('measure/allocated/warm-up.ts#CALLS'))} calls or ${number('measure/allocated/warm-up.ts#MOST_CPU_MS')} ms of processor time`,
    `**Rounds** of up to ${number('measure/allocated/recorder.ts#MOST_CALLS_PER_ROUND')} calls`,
    `until ${word(number('judge/steady.ts#ALIKE'))} in a row are the same to the byte`,
    `differ by less than ${perCent(number('judge/steady.ts#OWN_SHARE'))} (or ${number('judge/steady.ts#OWN_BYTES') / 1024} kB and ${number('judge/steady.ts#OWN_OBJECTS')} objects)`,
  ],
  'docs/matchers/to-leak.md': [
    `until the body is warm, ${number('measure/warm-up.ts#LEAST_CALLS')} to ${number('measure/warm-up.ts#MOST_CALLS') + 2}`,
    `${number('measure/growth.ts#MAX_CALLS')}; ${number('measure/remote/course.ts#MAX_CALLS')} with \`heap\``,
    `${perCent(number('vitest/time-budget.ts#SHARE'))} of what is left of the test's timeout, at most ${number('vitest/time-budget.ts#MOST_MS') / 1000} s`,
    `\`{ maxHeap: '${constant('matchers/explain.ts#DEFAULT_MAX_HEAP')}'`,
    `not even ${word(number('measure/plan.ts#LEAST_CHECKPOINTS'))} checkpoints fit`,
  ],
  'docs/matchers/to-not-retain-more-than.md': [
    `1 for limits up to ${megabytes(number('measure/measure-retained.ts#EXACT_LIMIT_BYTES'))} and for limits on objects, else a ${{ 10000: 'ten-thousandth' }[number('measure/measure-retained.ts#SAMPLES_AT_LIMIT')]}`,
  ],
  'docs/matchers/to-not-allocate-more-than.md': [
    `${thousands(number('measure/allocated/warm-up.ts#CALLS'))}, or as many as take ${number('measure/allocated/warm-up.ts#MOST_CPU_MS')} ms`,
    `some thousand objects, 1 to ${number('measure/allocated/recorder.ts#MOST_CALLS_PER_ROUND')}`,
    `when ${word(number('judge/steady.ts#ALIKE'))} in a row are the same to the byte | ${number('measure/allocated/measure-allocated.ts#MOST_ROUNDS')} |`,
  ],
  'docs/matchers/to-be-collected.md': [
    `up to ${word(number('measure/measure-collected.ts#MOST_ROUNDS') * number('measure/measure-collected.ts#COLLECTIONS_A_ROUND'))} full collections`,
  ],
  'docs/matchers/to-match-heap-baseline.md': [
    `${number('baseline/leeways.ts#ASSERTION_TOLERANCE')}: ${perCent(number('baseline/leeways.ts#ASSERTION_TOLERANCE'))}`,
  ],
}

/** Lines of a page are filled. */
const inOneLine = (page: string): string => page.replaceAll(/\s+/g, ' ')

test.for(Object.entries(sentences))('figures of %s', ([page, all]) => {
  const text = inOneLine(read(page))
  expect(all.filter((sentence) => !text.includes(inOneLine(sentence)))).toEqual([])
})
