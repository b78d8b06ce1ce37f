import { InvalidArgumentError } from 'commander'
import { type MetricName, metricNames } from '../compare/benchmark.ts'
import { type Comparison, compare } from '../compare/change.ts'
import { comparisonJson } from '../compare/comparison-json.ts'
import { gateText } from '../compare/gate-text.ts'
import { type Gate, gate, gatedByDefault } from '../compare/regressions.ts'
import { comparisonText } from '../compare/table.ts'
import type { Io } from './io.ts'
import { readResultFile } from './read-result-file.ts'
import type { Register } from './register.ts'
import { UsageError } from './usage-error.ts'

export interface CompareOptions {
  /** Percent. Absent: nothing is gated. */
  readonly maxRegression?: number
  readonly metrics?: readonly MetricName[]
  readonly json?: boolean
}

const WORSE = 1

export const registerCompare: Register = (program, run) => {
  program
    .command('compare')
    .summary('compare two benchmark results, as benchstat does')
    .description(
      'Compares two benchmark results: time, bytes and objects per operation, and bytes that each one keeps.\n\n' +
        "They are files of 'vitest bench --outputJson' (Vitest 3, 4), of 'vitest bench --reporter=json --outputFile' " +
        '(Vitest 5), or lists of tinybench results. The exit code is 1 for a regression above the limit, 2 for wrong use.',
    )
    .argument('<OLD.json>', 'the result to compare with')
    .argument('<NEW.json>', 'the result to judge')
    .option('--max-regression <percent>', "fail if a figure is worse by more than that, such as '5%'", parsePercent)
    .option('--metrics <list>', `what can fail: ${metricNames.join(',')} (default: ${gatedByDefault})`, parseMetrics)
    .option('--json', 'print the comparison as JSON')
    .action((oldPath: string, newPath: string, options: CompareOptions) =>
      run((io) => compareFiles(oldPath, newPath, options, io)),
    )
}

/**
 * Prints the comparison of two files.
 *
 * @returns the exit code: 1 where something is worse than allowed
 * @throws UsageError where there is nothing to compare
 */
export function compareFiles(oldPath: string, newPath: string, options: CompareOptions, io: Io): number {
  const { maxRegression, metrics, json } = options
  if (metrics && maxRegression === undefined) {
    throw new UsageError(
      "--metrics says what --max-regression looks at: give that as well, such as '--max-regression 5%'",
    )
  }
  const labels = { old: oldPath, new: newPath }
  const comparison = compare(readResultFile(oldPath), readResultFile(newPath))
  if (comparison.metrics.length === 0) throw nothingToCompare(oldPath, newPath, comparison)

  const gated = maxRegression === undefined ? undefined : gate(comparison, maxRegression, metrics)
  // A gate that looks at nothing would pass for ever.
  if (gated?.checked === 0) throw nothingToGate(metrics ?? gatedByDefault)
  io.print(json ? comparisonJson(comparison, labels, gated) : textOf(comparison, labels, gated, io))
  return gated && gated.regressions.length > 0 ? WORSE : 0
}

const textOf = (
  comparison: Comparison,
  labels: { readonly old: string; readonly new: string },
  gated: Gate | undefined,
  { paint }: Io,
): string => [comparisonText(comparison, labels, paint), ...(gated ? [gateText(gated, paint)] : [])].join('\n\n')

function nothingToCompare(
  oldPath: string,
  newPath: string,
  { onlyOld, onlyNew, withoutFigures }: Comparison,
): UsageError {
  const files = `'${oldPath}' and '${newPath}'`
  const [failed] = withoutFigures
  if (failed !== undefined) {
    return new UsageError(`no benchmark of ${files} has a figure, neither does '${failed}': see if they throw`)
  }
  return new UsageError(
    `${files} have no benchmark in common ('${onlyOld[0]}' is only in the first, '${onlyNew[0]}' only in the second): ` +
      'give two results of the same benchmarks',
  )
}

const nothingToGate = (metrics: readonly MetricName[]): UsageError =>
  new UsageError(
    `--max-regression has nothing to look at: no benchmark has ${metrics.join(', ')} in both files; ` +
      `record them with vitest-leak's plugin, or choose others with --metrics (${metricNames.join(',')})`,
  )

function parsePercent(text: string): number {
  const [, digits] = /^\s*(\d+(?:\.\d*)?|\.\d+)\s*%?\s*$/.exec(text) ?? []
  if (digits === undefined) throw new InvalidArgumentError("It is a percentage from 0, such as '5%', '2.5%' or '0'.")
  return Number(digits)
}

const isMetric = (name: string): name is MetricName => metricNames.some((metric) => metric === name)

function parseMetrics(text: string): MetricName[] {
  return text.split(',').map((part) => {
    const name = part.trim()
    if (isMetric(name)) return name
    throw new InvalidArgumentError(`There is no metric '${name}': choose from ${metricNames.join(',')}.`)
  })
}
