import type { Command } from 'commander'
import { withoutJson } from '../picture/picture-options.ts'
import { addReportOptions, type ReportCliOptions } from '../report-options.ts'

export interface PageCliOptions extends ReportCliOptions {
  /** `--no-source`. */
  readonly source?: boolean
}

/** Adds what says of what a page is made. */
export function addPageOptions(command: Command): Command {
  const withProfile = command.argument('<PROFILE...>', "profiles in pprof's format, which are added up")
  return withoutJson(addReportOptions(withProfile, { rows: true, sources: true })).option(
    '--no-source',
    'leave the source files out of the page',
  )
}
