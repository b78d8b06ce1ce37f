import type { Register } from './register.ts'
import { addReportOptions, type ReportCliOptions } from './report-options.ts'

export const registerTraces: Register = (program, run) => {
  const command = program
    .command('traces')
    .summary("all stacks of a profile with their labels, as pprof's traces")
    .description("Prints every sample: its labels, its value and its stack, as 'go tool pprof -traces' does.")
    .argument('<PROFILE...>', "files in pprof's format")
  addReportOptions(command, { granularity: true }).action((paths: string[], options: ReportCliOptions) =>
    run(async (io) => {
      const [{ printReport }, { tracesReport, tracesText }] = await Promise.all([
        import('./print-report.ts'),
        import('../pprof/report/traces.ts'),
      ])
      return printReport({ paths, options, sampleBySample: true }, io, (profile, reportOptions) => {
        const report = tracesReport(profile, reportOptions)
        const { prepared, traces } = report
        return { prepared, lines: (zoneAt) => tracesText(report, zoneAt), data: () => ({ samples: traces }) }
      })
    }),
  )
}
