import type { PprofProfile } from '../pprof/pprof-profile.ts'
import type { ZoneAt } from '../pprof/report/clock.ts'
import type { Prepared } from '../pprof/report/prepared.ts'
import { ReportError } from '../pprof/report/report-error.ts'
import type { ReportOptions } from '../pprof/report/report-options.ts'
import { printable } from '../report/text.ts'
import type { Io } from './io.ts'
import { localZone } from './local-zone.ts'
import { type ReportCliOptions, reportOptions } from './report-options.ts'
import { reportProfile } from './report-profile.ts'
import { UsageError } from './usage-error.ts'

export interface Printed {
  readonly prepared: Prepared
  readonly lines: (zoneAt: ZoneAt) => readonly string[]
  /** What `--json` prints, besides what all reports have. */
  readonly data: () => object
}

export interface ReportInput {
  readonly paths: readonly string[]
  readonly options: ReportCliOptions
  /** The report is of single samples. */
  readonly sampleBySample?: boolean
}

/**
 * Prints a report on some files.
 *
 * @returns the exit code
 * @throws UsageError one sentence with what to do
 */
export async function printReport(
  { paths, options, sampleBySample = false }: ReportInput,
  io: Io,
  report: (profile: PprofProfile, options: ReportOptions) => Printed,
): Promise<number> {
  const profile = await reportProfile(paths, options, sampleBySample)
  const { prepared, lines, data } = asUsage(() => report(profile, reportOptions(options)))
  for (const warning of prepared.warnings) io.printError(`vitest-leak: ${printable(warning)}`)
  io.print(options.json ? json(prepared, data()) : lines(localZone).join('\n'))
  return 0
}

function asUsage<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof ReportError ? new UsageError(error.message) : error
  }
}

function json({ sampleType, total }: Prepared, data: object): string {
  return JSON.stringify({ version: 1, sampleType, total, ...data }, replaced, 2)
}

// Maps of labels, and addresses, which may be above 2 ** 53.
const replaced = (_: string, value: unknown): unknown =>
  value instanceof Map ? Object.fromEntries(value) : typeof value === 'bigint' ? `0x${value.toString(16)}` : value
