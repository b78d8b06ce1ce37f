import { createColors } from 'picocolors'
import type { Reporter, TestCase, TestModule, TestSuite, Vitest } from 'vitest/node'
import { pathFrom } from '../../report/place.ts'
import { LINE_WIDTH } from '../../report/text.ts'
import { wantsColors } from '../../vitest/colors.ts'
import { allocationsIn } from './benchmark-row.ts'
import type { Earlier } from './compared.ts'
import { recordedIn } from './recorded.ts'
import { allocationTable } from './table.ts'

type NamedResult = readonly [name: string, result: unknown]

/** Prints what benchmarks allocate, right after Vitest's own table of the suite (3, 4) or its tables of the file (5). */
export function benchReporter(vitest: Vitest, earlier: Earlier | undefined): Reporter {
  const { root } = vitest.config
  // Vitest 3 and 4 tell twice of a file with benchmarks outside of suites.
  const printed = new WeakSet<TestModule | TestSuite>()

  const tableOf = (module: TestModule, group: string, results: readonly NamedResult[]): string => {
    const file = pathFrom(root, module.moduleId)
    const seen = new Map<string, number>()
    const rows = results.flatMap(([name, result]) => {
      const now = allocationsIn(result)
      if (!now) return []
      const nth = seen.get(name) ?? 0
      seen.set(name, nth + 1)
      return [{ name, now, earlier: earlier?.figuresOf(file, group, name, nth) }]
    })
    const project = vitest.projects.length > 1 ? `|${module.project.name}| ` : ''
    const title = project + [file, group].filter(Boolean).join(' > ')
    const columns = process.stdout.columns ?? LINE_WIDTH
    return allocationTable(title, rows, { columns, root, paint: createColors(wantsColors()) }).join('\n')
  }

  const printBenchmarksOf = (parent: TestModule | TestSuite): void => {
    const results = [...parent.children].flatMap((child): NamedResult[] =>
      child.type === 'test' ? [[child.name, resultOf(child)]] : [],
    )
    const table =
      parent.type === 'module' ? tableOf(parent, '', results) : tableOf(parent.module, parent.fullName, results)
    if (!table || printed.has(parent)) return
    printed.add(parent)
    vitest.logger.log(table)
  }

  return {
    onTestSuiteResult: printBenchmarksOf,
    onTestModuleEnd(module) {
      printBenchmarksOf(module)
      for (const test of module.children.allTests()) {
        const results = recordedIn(test.meta()).map((benchmark): NamedResult => [benchmark.name, benchmark])
        const table = tableOf(module, test.fullName, results)
        if (table) vitest.logger.log(`\n${table}`)
      }
    },
  }
}

/** Of Vitest 3 and 4, where a test is a benchmark; no API gives it. */
const resultOf = (test: TestCase): unknown =>
  (test as unknown as { task?: { result?: { benchmark?: unknown } } }).task?.result?.benchmark
