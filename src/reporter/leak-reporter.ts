import { setImmediate } from 'node:timers/promises'
import type { Reporter, SerializedError, TestModule, TestSpecification, Vitest } from 'vitest/node'
import { obsoleteBaselines } from '../per-test/obsolete-baselines.ts'
import { printable } from '../report/text.ts'
import { type Destination, destinationOf, OURS } from './destination.ts'
import { failureLines } from './failures.ts'
import { githubCommands } from './github.ts'
import { runJson } from './json.ts'
import { runMarkdown } from './markdown.ts'
import type { ObsoleteOf } from './obsolete.ts'
import { configuredFile, writeOutput } from './output-file.ts'
import { type Progress, runProgress } from './progress.ts'
import { type ObsoleteEntries, type RunFigures, runFiguresOf } from './run-figures.ts'
import { appendStepSummary } from './step-summary.ts'
import { claimTable, ownsTable } from './table-owner.ts'
import { headLines, runText } from './text.ts'

export interface LeakReporterOptions {
  /** The JSON file, relative to the root. Default: what Vitest's `outputFile` says for `vitest-leak/reporter`. */
  readonly outputFile?: string
}

const NOTHING_MEASURED =
  'no test was measured: to measure all tests, add leak({ perTest: true }) to the plugins of the config; to measure one, ' +
  "write test(name, { meta: { leak: { retain: '1 MB' } } }, fn)"

/**
 * Says at the end of a run which tests, files and call sites keep memory, after Vitest's own summary: as a table, as a JSON file, and on GitHub
 * Actions as a summary of the job and annotations.
 *
 * @throws TypeError an option that is not known or not valid
 * @example reporters: ['default', ['vitest-leak/reporter', { outputFile: 'heap.json' }]]
 */
export class LeakReporter implements Reporter {
  readonly [OURS] = true
  readonly #options: LeakReporterOptions
  readonly #isNamed: boolean
  readonly #obsoleteOf: ObsoleteOf
  #vitest: Vitest | undefined
  #progress: Progress | undefined

  /** @param isNamed whether the user asked for it: the plugin's own says nothing of a run in which nothing was measured */
  constructor(options: LeakReporterOptions = {}, isNamed = true, obsoleteOf: ObsoleteOf = obsoleteBaselines) {
    this.#options = validated(options)
    this.#isNamed = isNamed
    this.#obsoleteOf = obsoleteOf
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
    claimTable(vitest, { reporter: this, isNamed: this.#isNamed })
  }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    const vitest = this.#vitest
    this.#progress?.end()
    const isAlone = vitest && ownsTable(vitest, this) && this.#isNamed && destinationOf(vitest).isOnly
    this.#progress = isAlone ? runProgress(specifications.length) : undefined
  }

  onTestModuleEnd(module: TestModule): void {
    this.#progress?.moduleEnded(module)
  }

  async onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[] = []): Promise<void> {
    this.#progress?.end()
    const vitest = this.#vitest
    if (!vitest) return
    // All reporters are told at once, and Vitest 3 prints its summary in an event of its own: after this turn it is there.
    await setImmediate()
    const run = runFiguresOf(modules, vitest.config.root, this.#obsolete(modules, vitest))
    if (ownsTable(vitest, this)) {
      this.#print(run, modules, errors, destinationOf(vitest))
      tellGitHub(run, vitest)
    }
    if (this.#isNamed || ownsTable(vitest, this)) this.#writeFile(run, vitest)
  }

  /** That one file of baselines cannot be read must not take the whole table away. */
  #obsolete(modules: readonly TestModule[], vitest: Vitest): readonly ObsoleteEntries[] {
    try {
      return this.#obsoleteOf(modules, vitest)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      vitest.logger.warn(`vitest-leak: cannot tell which entries of baselines are obsolete: ${printable(reason)}`)
      return []
    }
  }

  #print(
    run: RunFigures,
    modules: readonly TestModule[],
    errors: readonly SerializedError[],
    destination: Destination,
  ): void {
    const { columns, isOnly, paint, print } = destination
    const hasFigures = run.tests.length > 0
    // Where no other reporter says anything, that nothing was found is news too.
    const silent = isOnly && hasFigures ? headLines(run, destination).join('\n') : ''
    const none = this.#isNamed && !hasFigures && run.total.tests > 0 ? `vitest-leak: ${NOTHING_MEASURED}` : ''
    const text = runText(run, { columns, paint }) || silent || none
    const failures = this.#isNamed && isOnly ? failureLines(modules, errors, destination).join('\n') : ''
    const parts = [failures, text].filter((part) => part !== '')
    if (parts.length > 0) print(`\n${parts.join('\n\n')}\n`)
  }

  #writeFile(run: RunFigures, vitest: Vitest): void {
    const file = this.#options.outputFile ?? configuredFile(vitest, this.#isNamed)
    if (file === undefined) return
    const problem = writeOutput(run.root, file, runJson(run))
    if (problem === undefined) return
    vitest.logger.error(`vitest-leak: cannot write outputFile '${printable(file)}': ${printable(problem)}`)
    process.exitCode = 1
  }
}

function tellGitHub(run: RunFigures, vitest: Vitest): void {
  const { GITHUB_ACTIONS, GITHUB_STEP_SUMMARY, GITHUB_WORKSPACE } = process.env
  if (GITHUB_ACTIONS === 'true') {
    const commands = githubCommands(run, GITHUB_WORKSPACE || undefined)
    if (commands.length > 0) destinationOf(vitest).print(`\n${commands.join('\n')}`)
  }
  const markdown = GITHUB_STEP_SUMMARY ? runMarkdown(run) : ''
  if (!GITHUB_STEP_SUMMARY || markdown === '') return
  const problem = appendStepSummary(GITHUB_STEP_SUMMARY, markdown, run.root)
  if (problem !== undefined)
    vitest.logger.warn(`vitest-leak: cannot write to GITHUB_STEP_SUMMARY: ${printable(problem)}`)
}

function validated(options: unknown): LeakReporterOptions {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError(
      `vitest-leak/reporter: options are an object such as { outputFile: 'heap.json' }, not ${options}`,
    )
  }
  const { outputFile, ...others } = options as Record<string, unknown>
  const [other] = Object.keys(others)
  if (other !== undefined) {
    throw new TypeError(`vitest-leak/reporter: there is no option '${other}', only 'outputFile'`)
  }
  if (outputFile !== undefined && (typeof outputFile !== 'string' || outputFile === '')) {
    throw new TypeError(`vitest-leak/reporter: 'outputFile' is the path of a file, not ${JSON.stringify(outputFile)}`)
  }
  return options
}
