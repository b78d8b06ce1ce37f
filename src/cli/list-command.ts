import type { Register } from './register.ts'
import { addReportOptions, type ReportCliOptions } from './report-options.ts'

export const registerList: Register = (program, run) => {
  const command = program
    .command('list')
    .summary("source of functions that match, with figures beside the lines, as pprof's list")
    .description(
      "Prints the source of functions of which the name matches, with figures beside the lines, as 'go tool pprof -list' does. " +
        'Files that are not where the profile says are looked for in the working directory and those above it.',
    )
    .argument('<REGEXP>', "of the functions' names, in Go's syntax")
    .argument('<PROFILE...>', "files in pprof's format")
  addReportOptions(command, { sources: true }).action((pattern: string, paths: string[], options: ReportCliOptions) =>
    run(async (io) => {
      const { printList } = await import('./print-list.ts')
      return printList(pattern, paths, options, io)
    }),
  )
}
