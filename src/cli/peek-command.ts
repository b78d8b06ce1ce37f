import type { Register } from './register.ts'
import { addReportOptions, type ReportCliOptions } from './report-options.ts'

export const registerPeek: Register = (program, run) => {
  const command = program
    .command('peek')
    .summary("callers and callees of functions that match, as pprof's peek")
    .description(
      "Prints functions of which the name matches, with all their callers and what they call, as 'go tool pprof -peek' does.",
    )
    .argument('<REGEXP>', "of the functions' names, in Go's syntax")
    .argument('<PROFILE...>', "files in pprof's format")
    .option('--cum', 'order by cum instead of flat')
  addReportOptions(command, { granularity: true }).action(
    (pattern: string, paths: string[], options: ReportCliOptions) =>
      run(async (io) => {
        const { printTree } = await import('./print-tree.ts')
        return printTree(pattern, paths, options, io)
      }),
  )
}
