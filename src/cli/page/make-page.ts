import { basename, dirname } from 'node:path'
import { pageAssets } from '../../artifacts/page/page-assets.ts'
import { pageSources } from '../../artifacts/page/page-sources.ts'
import { profilePage } from '../../pprof/page/profile-page.ts'
import type { PprofProfile } from '../../pprof/pprof-profile.ts'
import { prepare } from '../../pprof/report/prepared.ts'
import { ReportError } from '../../pprof/report/report-error.ts'
import type { ReportOptions } from '../../pprof/report/report-options.ts'
import { printable } from '../../report/text.ts'
import type { Io } from '../io.ts'
import { dotOf } from '../picture/dot-of.ts'
import { refuseJson } from '../picture/picture-options.ts'
import { svgOf } from '../picture/svg-of.ts'
import { type ReportCliOptions, reportOptions } from '../report-options.ts'
import { reportProfile } from '../report-profile.ts'
import { UsageError } from '../usage-error.ts'
import type { PageCliOptions } from './page-options.ts'
import { readRetainers } from './read-retainers.ts'

/**
 * The page about some files.
 *
 * @throws UsageError one sentence with what to do
 */
export async function makePage(paths: readonly string[], options: PageCliOptions, io: Io): Promise<string> {
  refuseJson(options)
  const all = await reportProfile(paths, options, false)
  const chosen = reportOptions(options)
  const { profile, valueIndex, warnings } = prepared(all, chosen)
  for (const warning of warnings) io.printError(`vitest-leak: ${printable(warning)}`)
  const retainers = readRetainers(paths[0] ?? '')
  return profilePage({
    profile,
    title: titleOf(paths, options),
    sampleType: valueIndex,
    ...(options.base || options.diffBase ? { isDiff: true } : {}),
    ...(options.source === false ? {} : { sources: pageSources(profile, options.sourcePath ?? ['.']) }),
    graphs: await graphsOf(all, chosen),
    ...(retainers ? { retainers } : {}),
    assets: await pageAssets(),
  })
}

function prepared(profile: PprofProfile, options: ReportOptions): ReturnType<typeof prepare> {
  try {
    return prepare(profile, options)
  } catch (error) {
    throw error instanceof ReportError ? new UsageError(error.message) : error
  }
}

/** The call graph of each sample type: the reader of the page chooses. */
async function graphsOf(profile: PprofProfile, options: ReportOptions): Promise<string[]> {
  const graphs: string[] = []
  for (const index of profile.sampleTypes.keys()) {
    const { dot } = dotOf(profile, { ...options, sampleIndex: String(index) }, true)
    graphs.push(await svgOf(dot))
  }
  return graphs
}

/** Of vitest-leak's own profiles the folder says which test it was. */
function titleOf(paths: readonly string[], { base = [], diffBase = [] }: ReportCliOptions): string {
  const nameOf = (path: string): string => {
    const folder = basename(dirname(path))
    return folder === '' || folder.startsWith('.') ? basename(path) : `${folder}/${basename(path)}`
  }
  const subtracted = [...base, ...diffBase]
  const name = paths.map(nameOf).join(' + ')
  return subtracted.length === 0 ? name : `${name} − ${subtracted.map(nameOf).join(' − ')}`
}
