import { topReport, topText } from '../pprof/report/top.ts'
import type { Io } from './io.ts'
import { printReport } from './print-report.ts'
import type { ReportCliOptions } from './report-options.ts'

/** Prints `top` of some files. @returns the exit code */
export const printTop = (paths: readonly string[], options: ReportCliOptions, io: Io): Promise<number> =>
  printReport({ paths, options }, io, (profile, reportOptions) => {
    const report = topReport(profile, reportOptions)
    const { prepared, graph, rows } = report
    return {
      prepared,
      lines: (zoneAt) => topText(report, reportOptions, zoneAt),
      data: () => ({ droppedNodes: graph.droppedNodes, hiddenNodes: graph.hiddenNodes, rows }),
    }
  })
