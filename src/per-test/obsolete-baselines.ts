import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import type { TestModule, Vitest } from 'vitest/node'
import { entryKinds } from '../baseline/baseline.ts'
import { hasKeys, type ObsoleteKeys, obsoleteIn, removeObsolete } from '../baseline/obsolete.ts'
import { baselinePath } from '../baseline/path.ts'
import type { ObsoleteOf } from '../reporter/obsolete.ts'
import { figuresIn } from './figures.ts'

/** Entries of baselines that no test of the run asks for any more. With `vitest -u` they are taken out. */
export const obsoleteBaselines: ObsoleteOf = (modules, vitest) => {
  const { root } = vitest.config
  const testFiles = new Set(modules.map(({ moduleId }) => moduleId))
  return [...testFiles].flatMap((testFile) => {
    // Several projects may run it.
    const sameFile = modules.filter(({ moduleId }) => moduleId === testFile)
    const path = baselinePath(testFile)
    if (!existsSync(path) || sameFile.some(isIncomplete)) return []
    const keys = obsoleteKeys(path, sameFile, root)
    if (!keys || !hasKeys(keys)) return []
    if (isUpdating(vitest)) {
      removeObsolete(path, keys, root)
      return []
    }
    const file = relative(root, path).replaceAll('\\', '/')
    return [{ file, keys: entryKinds.flatMap((kind) => keys[kind]) }]
  })
}

/** A file that could not be loaded has tests that nobody has heard of. */
const isIncomplete = (module: TestModule): boolean => module.errors().length > 0 || module.state() === 'queued'

function obsoleteKeys(path: string, modules: readonly TestModule[], root: string): ObsoleteKeys | undefined {
  const tests = modules.flatMap((module) => [...module.children.allTests()])
  const finished = tests.filter((test) => test.result().state === 'passed')
  const unfinished = tests.filter((test) => test.result().state !== 'passed')
  const asserted = finished.flatMap((test) => figuresIn(test.meta())?.assertions ?? [])
  try {
    return obsoleteIn(
      path,
      {
        tests: new Set(tests.map(({ fullName }) => fullName)),
        assertions: new Set(asserted.map(({ key }) => key)),
        unfinished: new Set(unfinished.map(({ fullName }) => fullName)),
      },
      root,
    )
  } catch {
    // What is wrong with the file its tests have said.
    return undefined
  }
}

function isUpdating(vitest: Vitest): boolean {
  const { snapshot, config } = vitest as Partial<Pick<Vitest, 'snapshot' | 'config'>>
  return (snapshot?.options ?? config?.snapshotOptions)?.updateSnapshot === 'all'
}
