import { commonLabelsInLegend } from '../../pprof/graph/common-labels.ts'
import { graphDot } from '../../pprof/graph/dot.ts'
import { visualGraph } from '../../pprof/graph/visual-graph.ts'
import type { PprofProfile } from '../../pprof/pprof-profile.ts'
import { type Prepared, prepare } from '../../pprof/report/prepared.ts'
import { ReportError } from '../../pprof/report/report-error.ts'
import type { ReportOptions } from '../../pprof/report/report-options.ts'
import { localZone } from '../local-zone.ts'
import { UsageError } from '../usage-error.ts'

/**
 * The call graph of a profile in Graphviz's language.
 *
 * @param isPicture to be looked at: what all samples have in common is said once. Else it is as pprof writes it.
 * @throws UsageError an option does not fit the profile
 */
export function dotOf(
  profile: PprofProfile,
  options: ReportOptions,
  isPicture: boolean,
): { readonly dot: string; readonly prepared: Prepared } {
  try {
    const all = prepare(profile, options)
    const prepared = isPicture ? commonLabelsInLegend(all) : all
    return { dot: graphDot(prepared, visualGraph(prepared, options), options, localZone), prepared }
  } catch (error) {
    throw error instanceof ReportError ? new UsageError(error.message) : error
  }
}
