import './types/bench.ts'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'
import type { Plugin } from 'vitest/config'
import type { TestProject, Vitest } from 'vitest/node'
import { type BenchOptions, problemWithBench } from './bench/vitest/options.ts'
import { measureBenchmarks } from './bench/vitest/plugin-bench.ts'
import { type Ignore, LEAK_OPTIONS, type LeakOptions, problemWith } from './options.ts'
import { type PerTest, type PerTestSettings, perTestSettings } from './per-test/options.ts'
import { nameOfReporter } from './reporter/for-machines.ts'
import { leakReporter } from './reporter/index.ts'
import { appendReporter } from './vitest/append-reporter.ts'
import { wantsColors } from './vitest/colors.ts'
import { provided } from './vitest/provided.ts'

/** Defaults for the matchers' options in all tests. Functions cannot get into the workers: `setLeakDefaults` of `vitest-leak/setup` is for them. */
export interface LeakPluginOptions extends Omit<LeakOptions, 'settle' | 'ignore' | 'heap'> {
  readonly ignore?: string | RegExp | readonly (string | RegExp)[] | undefined
  /** Whether `vitest bench` shows what benchmarks allocate. Default: yes. */
  readonly bench?: boolean | BenchOptions | undefined
  /** Measures what each test keeps: all tests (`true`), those in files that match a glob, with limits. Default: those with `meta.leak`. */
  readonly perTest?: PerTest | undefined
  /**
   * Whether what each test keeps, and allocates if that is measured, is compared with the committed figures in `__heap__`. Tests are
   * measured then. `tolerance`: share of them, default 0.1; 64 kB and 1000 objects more are always allowed.
   */
  readonly baseline?: boolean | { readonly tolerance?: number | undefined } | undefined
}

/** For `global-setup.ts`, which finds the plugin by its name. */
export interface LeakPluginApi {
  registerEverywhere(vitest: Vitest): void
}

const PLUGIN_NAME = 'vitest-leak'

/**
 * The Vitest plugin: registers the matchers in every test file of every project.
 *
 * @param options defaults for the matchers' options
 * @throws TypeError an option that is not known or not valid
 * @example export default defineConfig({ plugins: [leak()] })
 */
export function leak(options: LeakPluginOptions = {}): Plugin {
  const { bench, perTest, baseline, ...defaults } = Object(options) as LeakPluginOptions
  const isObject = typeof options === 'object' && options !== null && !Array.isArray(options)
  const problem =
    problemWith(isObject ? defaults : options, LEAK_OPTIONS) ??
    problemWithFunctions(defaults) ??
    problemWithBench(bench)
  if (problem) throw new TypeError(`leak(): ${problem}`)
  const compared = baselineSettings(baseline)
  const measured = settingsFor(perTest ?? compared !== undefined)

  const register = (vitest: Vitest, project: TestProject): void => {
    // In a page there is neither Node nor its heap.
    if (project.config.browser?.enabled) return
    const { setupFiles } = project.config
    // First, so that the user's own setup files find the matchers; once, if they name it themselves.
    setupFiles.splice(0, setupFiles.length, SETUP_FILE, ...setupFiles.filter((file) => !OWN_SETUP.includes(file)))
    // For jsdom and happy-dom Vite serves it as for a page: only from inside of the workspace, where no global store and no link is.
    project.vite.config.server.fs.allow.push(dirname(SETUP_FILE))
    project.provide(
      'vitest-leak',
      provided({
        root: vitest.config.root,
        colors: wantsColors(),
        terminal: process.stderr.isTTY === true,
        defaults,
        perTest: measured,
        baseline: compared,
        annotations: collectsAnnotations(vitest),
      }),
    )
    // For the place of a test in its figures' report.
    if (measured) project.config.includeTaskLocation = true
    measureBenchmarks(vitest, project, bench)
    reportFigures(vitest)
  }
  const api: LeakPluginApi = {
    registerEverywhere(vitest) {
      for (const project of vitest.projects) if (!pluginOf(project)) register(vitest, project)
    },
  }
  return {
    name: PLUGIN_NAME,
    api,
    // A project that does not extend the config has plugins of its own, and asks this one for nothing.
    config: ({ test }) => (test?.projects ? { test: { globalSetup: [GLOBAL_SETUP_FILE] } } : undefined),
    // Once for each project. What `config()` returns does not reach the inline projects of Vitest 5.
    configureVitest: ({ vitest, project }) => register(vitest, project),
  }
}

const reporting = new WeakSet<Vitest>()

/** One table for all projects; where no test has figures it says nothing. */
function reportFigures(vitest: Vitest): void {
  if (reporting.has(vitest) || (vitest.mode as string) === 'benchmark') return
  reporting.add(vitest)
  appendReporter(vitest, leakReporter(vitest))
}

/** The plugin in a project's own config, if it is there. */
export const pluginOf = ({ vite }: Pick<TestProject, 'vite'>): { readonly api: LeakPluginApi } | undefined =>
  vite.config.plugins.find(({ name }) => name === PLUGIN_NAME) as { api: LeakPluginApi } | undefined

/** A module beside this one: JavaScript in the package, TypeScript in development. */
const besides = (name: string): string => {
  const [script = '', source = ''] = ['js', 'ts'].map((type) =>
    fileURLToPath(new URL(`./${name}.${type}`, import.meta.url)),
  )
  return existsSync(script) ? script : source
}
/** A `.ts` file also in the package: these Vitest runs itself wherever they are, and so for each test file. */
const SETUP_FILE = fileURLToPath(new URL('./plugin-setup.ts', import.meta.url))
const OWN_SETUP = [SETUP_FILE, besides('setup')]
const GLOBAL_SETUP_FILE = besides('global-setup')

function settingsFor(perTest: unknown): PerTestSettings | undefined {
  try {
    return perTestSettings(perTest)
  } catch (error) {
    throw new TypeError(`leak(): ${(error as Error).message}`)
  }
}

function baselineSettings(baseline: unknown): { readonly tolerance?: number } | undefined {
  if (baseline === undefined || baseline === false) return undefined
  if (baseline === true) return {}
  const { tolerance, ...others } = Object(baseline) as Record<string, unknown>
  const isShare = typeof tolerance === 'number' && tolerance >= 0 && tolerance < Infinity
  if (typeof baseline !== 'object' || !isShare || Object.keys(others).length > 0) {
    throw new TypeError(
      `leak(): option 'baseline' is true, or { tolerance: 0.1 } for 10 %, not ${inspect(baseline, { breakLength: Infinity })}`,
    )
  }
  return { tolerance }
}

const ANNOTATION_COLLECTORS = ['junit', 'html', 'blob']

/** Whether a reporter shows the annotations of passing tests, too, where they are not in the way. */
const collectsAnnotations = ({ config: { ui, reporters } }: Vitest): boolean =>
  ui === true || reporters.some((reporter) => ANNOTATION_COLLECTORS.includes(nameOfReporter(reporter) ?? ''))

function problemWithFunctions({ settle, ignore }: LeakOptions): string | undefined {
  const isFunction = (entry: Ignore | undefined): boolean => typeof entry === 'function'
  const name = settle ? 'settle' : [ignore].flat().some(isFunction) ? 'ignore' : undefined
  return (
    name &&
    `a function in '${name}' cannot get from the config into the workers: give it to the matcher, not.toLeak({ ${name} }), ` +
      "or to setLeakDefaults() of 'vitest-leak/setup' in a setup file"
  )
}
