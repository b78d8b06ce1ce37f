import type { Benchmark } from './benchmark.ts'
import { figuresOf } from './figures-of.ts'
import { type Fields, fieldsOf, objectsOf, textOf } from './unknown-data.ts'

/** The benchmarks of Vitest 5's JSON report. Tests without one have none there. */
export const readReport = (testResults: readonly unknown[]): Benchmark[] =>
  objectsOf(testResults).flatMap(({ name: file, assertionResults }) =>
    objectsOf(assertionResults).flatMap((assertion) =>
      resultsOf(assertion).map((result) => ({
        file: textOf(file),
        group: groupOf(assertion),
        name: textOf(result.name),
        figures: figuresOf(result),
      })),
    ),
  )

/** Not `fullName`, which joins by spaces: so that names are those of Vitest 4. */
function groupOf({ ancestorTitles, title, fullName }: Fields): string {
  const titles = [...(Array.isArray(ancestorTitles) ? ancestorTitles : []), title].map(textOf).filter(Boolean)
  return titles.length > 0 ? titles.join(' > ') : textOf(fullName)
}

/**
 * The tasks of one test, each with what was measured of its memory. The latter arrives in the test's `meta`, in the order of the calls,
 * while tasks are sorted by speed: so the two are matched by name, and of several with one name the first with the first.
 */
function resultsOf({ benchmarks, meta }: Fields): Fields[] {
  const memory = objectsOf(fieldsOf(fieldsOf(meta)['vitest-leak']).benchmarks)
  const tasks = objectsOf(benchmarks).flatMap(({ tasks }) => objectsOf(tasks))
  const withMemory = tasks.map((task) => {
    const index = memory.findIndex(({ name }) => name === task.name)
    const [figures] = index === -1 ? [] : memory.splice(index, 1)
    return { ...figures, ...task }
  })
  return [...withMemory, ...memory]
}
