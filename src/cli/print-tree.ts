import { peekReport, treeReport, treeText, untrimmed } from '../pprof/report/tree.ts'
import type { Io } from './io.ts'
import { printReport } from './print-report.ts'
import type { ReportCliOptions } from './report-options.ts'

/**
 * Prints `tree` of some files, or `peek`.
 *
 * @param pattern of the functions that `peek` is about
 * @returns the exit code
 */
export const printTree = (
  pattern: string | undefined,
  paths: readonly string[],
  options: ReportCliOptions,
  io: Io,
): Promise<number> =>
  printReport({ paths, options }, io, (profile, reportOptions) => {
    const isPeek = pattern !== undefined
    const report = isPeek ? peekReport(profile, pattern, reportOptions) : treeReport(profile, reportOptions)
    const { prepared, graph, rows } = report
    return {
      prepared,
      lines: (zoneAt) => treeText(report, isPeek ? { ...reportOptions, ...untrimmed } : reportOptions, zoneAt),
      data: () => ({ droppedNodes: graph.droppedNodes, hiddenNodes: graph.hiddenNodes, rows }),
    }
  })
