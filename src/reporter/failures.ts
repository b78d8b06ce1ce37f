import type { SerializedError, TestModule } from 'vitest/node'
import { printable } from '../report/text.ts'
import { wrap } from './fit.ts'
import type { Layout } from './table.ts'

const MOST_FAILURES = 20

/** What failed, for a run in which no other reporter says so. Nothing where nothing did. */
export function failureLines(
  modules: readonly TestModule[],
  unhandled: readonly SerializedError[],
  { columns, paint }: Layout,
): string[] {
  const failures = [...modules.flatMap(failuresOf), ...unhandled.map((error) => `unhandled error: ${firstLine(error)}`)]
  if (failures.length === 0) return []
  const hidden = failures.length - MOST_FAILURES
  return [
    ...failures.slice(0, MOST_FAILURES).flatMap((failure) => {
      const [first = '', ...others] = wrap(failure, columns, '       ')
      return [paint.red(` FAIL  ${first.trimStart()}`), ...others]
    }),
    ...(hidden > 0 ? [paint.dim(` … and ${hidden} more`)] : []),
    ...wrap('whole messages: --reporter=default --reporter=vitest-leak/reporter', columns, ' ').map(paint.dim),
  ]
}

function failuresOf(module: TestModule): string[] {
  const title = printable((module.project.name ? `|${module.project.name}| ` : '') + relativeName(module))
  const tests = [...module.children.allTests()].filter((test) => test.result().state === 'failed')
  return [
    ...module.errors().map((error) => `${title}: ${firstLine(error)}`),
    ...tests.map((test) => `${title} > ${printable(test.fullName)}: ${firstLine(test.result().errors?.[0])}`),
  ]
}

const relativeName = (module: TestModule): string => {
  const { relativeModuleId, task } = module as { relativeModuleId?: string; task?: { name?: string } }
  return relativeModuleId ?? task?.name ?? module.moduleId
}

const firstLine = (error: { readonly message?: string } | undefined): string =>
  printable((error?.message ?? 'no message').split('\n', 1)[0] ?? '')
