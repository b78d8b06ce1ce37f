import type { TestModule } from 'vitest/node'
import type { TestFigures } from '../../src/per-test/figures.ts'

interface MadeTest {
  readonly name: string
  readonly figures?: TestFigures
  readonly line?: number
  readonly state?: 'passed' | 'failed'
  readonly message?: string
}

interface MadeModule {
  /** Absolute. */
  readonly file: string
  readonly tests: readonly MadeTest[]
  readonly project?: string
  readonly projectRoot?: string
  /** As Vitest 4 and 5 have it, or as the name of the task, as Vitest 3 has it. */
  readonly relative?: string
  readonly nameOfTask?: string
}

/** What Vitest hands to a reporter, as far as this package looks at it. */
export const madeModule = ({ file, tests, project = '', projectRoot, relative, nameOfTask }: MadeModule): TestModule =>
  ({
    moduleId: file,
    project: { name: project, ...(projectRoot ? { config: { root: projectRoot } } : {}) },
    ...(relative ? { relativeModuleId: relative } : {}),
    ...(nameOfTask ? { task: { name: nameOfTask } } : {}),
    errors: () => [],
    children: {
      *allTests() {
        for (const { name, figures, line, state = 'passed', message } of tests) {
          yield {
            fullName: name,
            name,
            ...(line ? { location: { line, column: 1 } } : {}),
            meta: () => (figures ? { 'vitest-leak': { heap: figures } } : {}),
            result: () => ({ state, ...(message ? { errors: [{ message }] } : {}) }),
          }
        }
      },
    },
  }) as unknown as TestModule
