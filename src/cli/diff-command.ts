import type { Register } from './register.ts'
import { addReportOptions, type ReportCliOptions } from './report-options.ts'

export const registerDiff: Register = (program, run) => {
  const command = program
    .command('diff')
    .summary('what one profile has more than another, function by function')
    .description(
      "Prints what CURRENT has more than BASE, as 'go tool pprof -top -diff_base BASE CURRENT' does: percentages are of BASE.",
    )
    .argument('<BASE>', 'the profile to compare with')
    .argument('<CURRENT>', 'the profile to judge')
    .option('--normalize', "scale CURRENT to BASE's total before")
  addReportOptions(command, { rows: true, granularity: true, bases: false }).action(
    (base: string, current: string, options: ReportCliOptions) =>
      run(async (io) => {
        const { printTop } = await import('./print-top.ts')
        return printTop([current], { ...options, diffBase: [base] }, io)
      }),
  )
}
