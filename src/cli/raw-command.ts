import type { Register } from './register.ts'
import { addReportOptions, type ReportCliOptions } from './report-options.ts'

export const registerRaw: Register = (program, run) => {
  const command = program
    .command('raw')
    .summary("everything in a profile as text, as pprof's raw")
    .description("Prints all samples, locations and mappings of a profile, as 'go tool pprof -raw' does.")
    .argument('<PROFILE...>', "files in pprof's format")
  addReportOptions(command, {}).action((paths: string[], options: ReportCliOptions) =>
    run(async (io) => {
      const [{ printReport }, { rawData, rawReport, rawText }] = await Promise.all([
        import('./print-report.ts'),
        import('../pprof/report/raw.ts'),
      ])
      return printReport({ paths, options, sampleBySample: true }, io, (profile, reportOptions) => {
        const prepared = rawReport(profile, reportOptions)
        return {
          prepared,
          lines: (zoneAt) => rawText(prepared.profile, zoneAt),
          data: () => rawData(prepared.profile),
        }
      })
    }),
  )
}
