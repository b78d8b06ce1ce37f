import type { Register } from './register.ts'
import { addReportOptions, type ReportCliOptions } from './report-options.ts'

export const registerTags: Register = (program, run) => {
  const command = program
    .command('tags')
    .summary("labels of a profile and what their samples sum up to, as pprof's tags")
    .description("Prints the labels of all samples with what these sum up to, as 'go tool pprof -tags' does.")
    .argument('<PROFILE...>', "files in pprof's format")
  addReportOptions(command, {}).action((paths: string[], options: ReportCliOptions) =>
    run(async (io) => {
      const [{ printReport }, { tagsReport, tagsText }] = await Promise.all([
        import('./print-report.ts'),
        import('../pprof/report/tags.ts'),
      ])
      return printReport({ paths, options, sampleBySample: true }, io, (profile, reportOptions) => {
        const report = tagsReport(profile, reportOptions)
        return { prepared: report.prepared, lines: () => tagsText(report), data: () => ({ tags: report.tags }) }
      })
    }),
  )
}
