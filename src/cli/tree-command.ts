import type { Register } from './register.ts'
import { addReportOptions, type ReportCliOptions } from './report-options.ts'

export const registerTree: Register = (program, run) => {
  const command = program
    .command('tree')
    .summary("functions of a profile with their callers and callees, as pprof's tree")
    .description(
      "Prints what 'top' does, with the callers above each function and what it calls below, as 'go tool pprof -tree' does: " +
        '80 functions, unless --nodecount says something else.',
    )
    .argument('<PROFILE...>', "files in pprof's format")
  addReportOptions(command, { rows: true, granularity: true }).action((paths: string[], options: ReportCliOptions) =>
    run(async (io) => {
      const { printTree } = await import('./print-tree.ts')
      return printTree(undefined, paths, options, io)
    }),
  )
}
