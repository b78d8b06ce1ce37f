import type { Reporter, Vitest } from 'vitest/node'
import { LeakReporter } from './leak-reporter.ts'

export type { LeakReporterOptions } from './leak-reporter.ts'
export default LeakReporter

/** The plugin's own: for the runs in which the user has named no reporter of this package. */
export function leakReporter(vitest: Vitest): Reporter {
  const reporter = new LeakReporter({}, false)
  // Where the plugin is asked late, Vitest has told its reporters already that it begins.
  reporter.onInit(vitest)
  return reporter
}
