import { isAbsolute, relative, resolve } from 'node:path'
import type { TestCase, TestModule } from 'vitest/node'
import { figuresIn, type SiteKept, type TestFigures } from '../per-test/figures.ts'

/** A test that has figures, or a reason for having none. */
export interface RunTest {
  /** `suite > test`. */
  readonly name: string
  /** Relative to the root, with slashes. */
  readonly file: string
  /** Absent for the project without a name. */
  readonly project?: string
  /** 1-based, where Vitest was asked for it (`includeTaskLocation`). */
  readonly line?: number
  readonly state: 'passed' | 'failed' | 'skipped' | 'pending'
  readonly figures: TestFigures
}

/** Entries of one file of baselines that no test asks for any more. */
export interface ObsoleteEntries {
  /** Relative to the root, with slashes. */
  readonly file: string
  readonly keys: readonly string[]
}

/** A run as plain data: the same for one run and for the merged shards of it. */
export interface RunFigures {
  /** Absolute. */
  readonly root: string
  /** By file, and in a file as they stand there. */
  readonly tests: readonly RunTest[]
  readonly obsolete: readonly ObsoleteEntries[]
  /** Of the whole run, also what was not measured. */
  readonly total: { readonly files: number; readonly tests: number }
}

/**
 * What the tests of a run have measured, in an order that does not depend on which file was the first to finish.
 *
 * @param root absolute
 */
export function runFiguresOf(
  modules: readonly TestModule[],
  root: string,
  obsolete: readonly ObsoleteEntries[] = [],
): RunFigures {
  const files = modules
    .map((module) => ({ module, file: fileOf(module, root), project: module.project.name }))
    .sort((a, b) => byText(a.file, b.file) || byText(a.project, b.project))
  let total = 0
  const tests: RunTest[] = []
  for (const { module, file, project } of files) {
    for (const test of module.children.allTests()) {
      total++
      const figures = figuresIn(test.meta())
      if (figures) tests.push(runTest(test, file, project, relativeSites(figures, root)))
    }
  }
  return { root, tests, obsolete, total: { files: new Set(files.map(({ file }) => file)).size, tests: total } }
}

const runTest = (test: TestCase, file: string, project: string, figures: TestFigures): RunTest => ({
  name: test.fullName,
  file,
  ...(project ? { project } : {}),
  ...(test.location ? { line: test.location.line } : {}),
  state: test.result().state,
  figures,
})

/** Code units: an order that is the same under every locale. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The module's path from the root. Merged shards carry absolute paths of the machines they ran on, so that the one relative to the project
 * counts, which Vitest 4 and 5 tell and Vitest 3 has as the name of its task.
 */
function fileOf(module: TestModule, root: string): string {
  const { relativeModuleId, task } = module as { relativeModuleId?: string; task?: { name?: string } }
  const fromProject = relativeModuleId ?? task?.name
  const { root: projectRoot = root } = module.project.config ?? {}
  return pathFromRoot(root, fromProject ? resolve(projectRoot, fromProject) : module.moduleId)
}

/** With slashes; also of a file outside of the root, so that nothing of the machine is in it. */
function pathFromRoot(root: string, file: string): string {
  return isAbsolute(file) ? relative(root, file).replaceAll('\\', '/') : file
}

/** Sites outside of the root come with absolute paths. */
function relativeSites(figures: TestFigures, root: string): TestFigures {
  if (!('retainedBytes' in figures)) return figures
  const { sites, baseline } = figures
  const relativeTo = (site: SiteKept): SiteKept => ({ ...site, file: pathFromRoot(root, site.file) })
  return {
    ...figures,
    ...(sites ? { sites: sites.map(relativeTo) } : {}),
    ...(baseline?.newSites ? { baseline: { ...baseline, newSites: baseline.newSites.map(relativeTo) } } : {}),
  }
}
