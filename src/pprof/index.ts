import { graphDot } from './graph/dot.ts'
import { visualGraph } from './graph/visual-graph.ts'
import { mergeProfiles } from './merge.ts'
import type { PprofProfile } from './pprof-profile.ts'
import { type ListReport, listReport, listText } from './report/list.ts'
import { loaded } from './report/loaded.ts'
import { prepare } from './report/prepared.ts'
import { rawText } from './report/raw.ts'
import type { ReportOptions } from './report/report-options.ts'
import { type TagsReport, tagsReport, tagsText } from './report/tags.ts'
import { type TopReport, topReport, topText } from './report/top.ts'
import { type TracesReport, tracesReport, tracesText } from './report/traces.ts'
import { peekReport, type TreeReport, treeReport, treeText, untrimmed } from './report/tree.ts'

export { decodeProfile } from './decode.ts'
export { diffProfile } from './diff.ts'
export { encodeProfile } from './encode.ts'
export { mergeProfiles } from './merge.ts'
export type * from './pprof-profile.ts'
export { ProfileError } from './profile-error.ts'
export { ReportError } from './report/report-error.ts'
export type { ListReport, ReportOptions, TagsReport, TopReport, TracesReport, TreeReport }

/** A report as data, and as the lines that `go tool pprof` prints. */
export interface Report<Data> {
  readonly data: Data
  text(): string
}

const report = <Data>(data: Data, lines: (data: Data) => readonly string[]): Report<Data> => ({
  data,
  text: () => lines(data).join('\n'),
})

/**
 * The functions of a profile by what they allocated themselves: pprof's `top`. Not compressed profiles come from `decodeProfile`; gunzip
 * others first.
 *
 * @throws ReportError an option that does not fit the profile, in one sentence; so do the other reports
 * @example top(decodeProfile(gunzipSync(bytes)), { sampleIndex: 'inuse_space' }).text()
 */
export const top = (profile: PprofProfile, options: ReportOptions = {}): Report<TopReport> =>
  report(topReport(loaded(profile), options), (data) => topText(data, options))

/**
 * The source of functions of which the name matches, with figures beside the lines: pprof's `list`.
 *
 * @param pattern in Go's syntax
 * @param sourceOf the text of a file of the profile, if there is one
 */
export const list = (
  profile: PprofProfile,
  pattern: string,
  sourceOf: Parameters<typeof listReport>[2],
  options: ReportOptions = {},
): Report<ListReport> => report(listReport(loaded(profile), pattern, sourceOf, options), listText)

/** Each function with those that it calls and that call it: pprof's `tree`. */
export const tree = (profile: PprofProfile, options: ReportOptions = {}): Report<TreeReport> =>
  report(treeReport(loaded(profile), options), (data) => treeText(data, options))

/** The same for functions of which the name matches: pprof's `peek`. */
export const peek = (profile: PprofProfile, pattern: string, options: ReportOptions = {}): Report<TreeReport> =>
  report(peekReport(loaded(profile), pattern, options), (data) => treeText(data, { ...options, ...untrimmed }))

/** All stacks: pprof's `traces`. */
export const traces = (profile: PprofProfile, options: ReportOptions = {}): Report<TracesReport> =>
  report(tracesReport(loaded(mergeProfiles([profile])), options), (data) => tracesText(data))

/** What samples are labelled with: pprof's `tags`. */
export const tags = (profile: PprofProfile, options: ReportOptions = {}): Report<TagsReport> =>
  report(tagsReport(loaded(mergeProfiles([profile])), options), tagsText)

/** All that is in a profile: pprof's `raw`. */
export const raw = (profile: PprofProfile): string => rawText(loaded(mergeProfiles([profile]))).join('\n')

/** The call graph in Graphviz's language: pprof's `dot`. */
export function dot(profile: PprofProfile, options: ReportOptions = {}): string {
  const prepared = prepare(loaded(profile), options)
  return graphDot(prepared, visualGraph(prepared, options), options)
}
