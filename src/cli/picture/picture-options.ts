import type { Command } from 'commander'
import { addReportOptions, type ReportCliOptions } from '../report-options.ts'
import { UsageError } from '../usage-error.ts'

export interface PictureCliOptions extends ReportCliOptions {
  readonly output?: string
}

/** Adds the profile and the report's options to a command that makes a file of it. */
export function addPictureOptions(command: Command): Command {
  addReportOptions(command.argument('<PROFILE...>', "profiles in pprof's format, which are added up"), {
    rows: true,
    granularity: true,
  })
  return withoutJson(command)
}

/** What is no text is no JSON either. */
export function withoutJson(command: Command): Command {
  command.options.find(({ long }) => long === '--json')?.hideHelp()
  return command
}

/** @throws UsageError `--json` is there all the same */
export function refuseJson({ json }: ReportCliOptions): void {
  if (json) throw new UsageError("--json is for reports in words: use it with 'top' or 'tree'")
}
