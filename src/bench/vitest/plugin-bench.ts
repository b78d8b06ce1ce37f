import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { TestProject, Vitest } from 'vitest/node'
import { isForMachines } from '../../reporter/for-machines.ts'
import { appendReporter } from '../../vitest/append-reporter.ts'
import { benchReporter } from './bench-reporter.ts'
import { readEarlier } from './compared.ts'
import type { BenchOptions } from './options.ts'
import { TINYBENCH_KEY } from './tinybench.ts'

/** What this package uses of the config: each major has another part of it. */
interface BenchConfig {
  runner?: string | undefined
  benchmark?: { enabled?: boolean; provider?: string; compare?: string; reporters?: unknown[] } | undefined
  reporters: unknown[]
}

/** Has benchmarks measured, if this is a run of benchmarks, and prints what they allocate. */
export function measureBenchmarks(vitest: Vitest, project: TestProject, options: boolean | BenchOptions = true): void {
  if (options === false) return
  const config = project.config as unknown as BenchConfig
  const isFirstKind = (vitest.mode as string) === 'benchmark'
  if (!isFirstKind && !(isSecondKind(vitest) && config.benchmark?.enabled)) return
  if (isFirstKind ? setRunner(vitest, config) : setProvider(vitest, project, config)) {
    addReporter(vitest, options === true ? {} : options, isFirstKind)
  }
}

/** Since Vitest 5 benchmarks are made by a fixture of tests. */
const isSecondKind = ({ version }: Vitest): boolean => Number.parseInt(version, 10) >= 5

const warn = (vitest: Vitest, line: string): void => vitest.logger.warn(`vitest-leak: ${line}`)

function setRunner(vitest: Vitest, config: BenchConfig): boolean {
  const runner = moduleOf('bench-runner', 'runner')
  if (config.runner && config.runner !== runner) {
    warn(vitest, "benchmarks' allocations are not measured, since the config has a `runner` of its own")
    return false
  }
  config.runner = runner
  return true
}

function setProvider(vitest: Vitest, project: TestProject, { benchmark = {} }: BenchConfig): boolean {
  const provider = moduleOf('bench-provider', 'provider')
  if (benchmark.provider && benchmark.provider !== provider) {
    warn(vitest, "benchmarks' allocations are not measured, since the config has a `benchmark.provider` of its own")
    return false
  }
  const tinybench = createRequire(join(vitest.distPath, 'index.js')).resolve('tinybench')
  project.provide(TINYBENCH_KEY, pathToFileURL(tinybench).href)
  benchmark.provider = provider
  return true
}

const reporting = new WeakSet<Vitest>()

function addReporter(vitest: Vitest, { compare }: BenchOptions, isFirstKind: boolean): void {
  if (reporting.has(vitest)) return
  reporting.add(vitest)
  const config = vitest.config as unknown as BenchConfig
  const configured = isFirstKind ? (config.benchmark?.reporters ?? []) : config.reporters
  if (configured.length > 0 && configured.every(isForMachines)) return
  const file = config.benchmark?.compare ?? compare
  const earlier = file === undefined ? undefined : readEarlier(file, vitest.config.root, (line) => warn(vitest, line))
  appendReporter(vitest, benchReporter(vitest, earlier), configured)
}

/** A module beside this one: JavaScript in the package, TypeScript in development. */
function moduleOf(built: string, source: string): string {
  const script = fileURLToPath(new URL(`./${built}.js`, import.meta.url))
  return existsSync(script) ? script : fileURLToPath(new URL(`./${source}.ts`, import.meta.url))
}
