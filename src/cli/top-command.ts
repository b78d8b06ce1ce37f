import type { Register } from './register.ts'
import { addReportOptions, type ReportCliOptions } from './report-options.ts'

export const registerTop: Register = (program, run) => {
  const command = program
    .command('top')
    .summary("functions of a profile by what they have themselves, as pprof's top")
    .description(
      'Prints functions by what they have themselves (flat) and with everything they called (cum), as ' +
        "'go tool pprof -top' does. Several profiles are added up.",
    )
    .argument('<PROFILE...>', "files in pprof's format, such as diff.pb.gz")
  addReportOptions(command, { rows: true, granularity: true }).action((paths: string[], options: ReportCliOptions) =>
    run(async (io) => {
      const { printTop } = await import('./print-top.ts')
      return printTop(paths, options, io)
    }),
  )
}
