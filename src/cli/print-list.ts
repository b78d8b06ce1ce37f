import { listReport, listText } from '../pprof/report/list.ts'
import type { Io } from './io.ts'
import { printReport } from './print-report.ts'
import type { ReportCliOptions } from './report-options.ts'
import { sourceFiles } from './source-files.ts'

/** Prints `list` of some files. @returns the exit code */
export const printList = (
  pattern: string,
  paths: readonly string[],
  options: ReportCliOptions,
  io: Io,
): Promise<number> =>
  printReport({ paths, options }, io, (profile, reportOptions) => {
    const sourceOf = sourceFiles(options.sourcePath ?? [process.cwd()])
    const report = listReport(profile, pattern, sourceOf, reportOptions)
    const { prepared, listings } = report
    return { prepared, lines: () => listText(report), data: () => ({ functions: listings }) }
  })
